import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {TriangleAlert} from 'lucide-react';
import {useState} from 'react';
import {api, asProblem, body, type Key} from '../api/client.ts';
import {keyOf} from '../api/queries.ts';
import {useAccount} from '../app/session.tsx';
import {Effects} from '../parts/Effects.tsx';
import {Waiting} from '../parts/Fetched.tsx';
import {Modal} from '../parts/Modal.tsx';
import {ProblemNote} from '../parts/States.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {useLanguage} from '../words/language.tsx';
import {RolePicker} from './RolePicker.tsx';

/** Chooses exactly the roles of a key. */
export function RolesDialog({appKey, onClose}: {appKey: string; onClose: () => void}) {
  const {words} = useLanguage();
  const account = useAccount();
  const asked = useQuery({...keyOf(account, appKey), staleTime: 0});
  if (asked.data === undefined) {
    return (
      <Modal open title={words.keys.editRoles} onClose={onClose}>
        <Waiting asked={asked} inCard />
      </Modal>
    );
  }
  return <Choosing first={asked.data} onClose={onClose} />;
}

function Choosing({first, onClose}: {first: {value: Key; tag: string}; onClose: () => void}) {
  const {words} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  // What was seen when the dialog opened; a change by somebody else is told, not overwritten.
  const [seen, setSeen] = useState(first);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set(first.value.roles.map(role => role.id)));
  const saving = useMutation({
    mutationFn: () =>
      body(
        api.PATCH('/v1/accounts/{account}/keys/{key}', {
          params: {path: {account, key: seen.value.id}},
          headers: {'If-Match': seen.tag},
          body: {roles: [...chosen]},
        }),
      ),
    onSuccess: async () => {
      onClose();
      toast('ok', words.key.saved(seen.value.label));
      await client.invalidateQueries({queryKey: [account]});
    },
  });
  const stale = saving.isError && asProblem(saving.error).isStale;
  const look = async () => {
    setSeen(await client.query({...keyOf(account, seen.value.id), staleTime: 0}));
    saving.reset();
  };
  return (
    <Modal
      open
      title={words.keys.editRoles}
      description={`${seen.value.label} · ${seen.value.appKey}`}
      onClose={onClose}
      foot={
        <>
          <span className="spacer" />
          <button type="button" className="btn" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="button" className="btn primary" disabled={saving.isPending || stale} onClick={() => saving.mutate()}>
            {words.save}
          </button>
        </>
      }
    >
      <RolePicker chosen={chosen} onChange={setChosen} />
      {seen.value.roles.some(role => !chosen.has(role.id)) ? (
        <Effects method="PATCH" path={`/v1/accounts/${encodeURIComponent(account)}/keys/${seen.value.id}`} sent={{roles: [...chosen]}} />
      ) : null}
      {stale ? <Stale now={seen.value.roles.map(role => role.name).join(', ')} onLook={look} /> : <ProblemNote error={saving.error} />}
    </Modal>
  );
}

/** Somebody else changed it in the meantime: nothing typed is lost, and nothing of theirs either. */
export function Stale({now, onLook}: {now?: string; onLook: () => Promise<void>}) {
  const {words} = useLanguage();
  return (
    <div className="note" role="alert">
      <TriangleAlert size={16} aria-hidden />
      <div className="stack tight">
        <b>{words.key.staleTitle}</b>
        <span>{words.key.staleText}</span>
        {now === undefined ? null : <span className="small">{now}</span>}
        <div>
          <button type="button" className="btn compact" onClick={() => void onLook()}>
            {words.key.staleLook}
          </button>
        </div>
      </div>
    </div>
  );
}
