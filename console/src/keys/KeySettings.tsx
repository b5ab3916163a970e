import {useMutation, useQueryClient} from '@tanstack/react-query';
import {Pencil} from 'lucide-react';
import {useState, type SubmitEvent} from 'react';
import {api, asProblem, body, type Key, type Schemas} from '../api/client.ts';
import {keyOf} from '../api/queries.ts';
import {useAccount} from '../app/session.tsx';
import {Field} from '../parts/Field.tsx';
import {Card} from '../parts/Page.tsx';
import {ProblemNote} from '../parts/States.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {useLanguage} from '../words/language.tsx';
import {Stale} from './RolesDialog.tsx';

interface Props {
  value: Key;
  tag: string;
  mayEdit: boolean;
}

/** What is said of a key: its name, notes, end, addresses, rate; shown, and changed. */
export function KeySettings({value, tag, mayEdit}: Props) {
  const {words, formats} = useLanguage();
  const [editing, setEditing] = useState(false);
  if (editing) {
    return <Editing value={value} tag={tag} onClose={() => setEditing(false)} />;
  }
  return (
    <Card
      title={words.key.about}
      actions={
        mayEdit ? (
          <button type="button" className="btn compact" onClick={() => setEditing(true)}>
            <Pencil size={14} aria-hidden />
            {words.key.edit}
          </button>
        ) : undefined
      }
    >
      <div className="pad">
        <dl className="facts">
          {value.description === '' ? null : (
            <>
              <dt>{words.generate.description}</dt>
              <dd>{value.description}</dd>
            </>
          )}
          <dt>{words.key.created}</dt>
          <dd>
            {formats.date(value.createdAt)} <span className="faint">· {value.createdBy}</span>
          </dd>
          <dt>{words.key.ends}</dt>
          <dd>{value.expiresAt === null ? words.never : formats.moment(value.expiresAt)}</dd>
          <dt>{words.key.addresses}</dt>
          <dd>{value.addresses.length === 0 ? words.key.anywhere : <span className="mono">{value.addresses.join(', ')}</span>}</dd>
          <dt>{words.key.rate}</dt>
          <dd>{value.rateLimit === null ? words.key.noRate : words.key.rateOf(formats.number(value.rateLimit.requests), formats.number(value.rateLimit.seconds))}</dd>
          {Object.entries(value.metadata).map(([name, text]) => (
            <MetadataFact key={name} name={name} text={text} />
          ))}
        </dl>
      </div>
    </Card>
  );
}

function MetadataFact({name, text}: {name: string; text: string}) {
  return (
    <>
      <dt className="mono">{name}</dt>
      <dd>{text}</dd>
    </>
  );
}

interface Draft {
  label: string;
  description: string;
  expires: string;
  addresses: string;
  requests: string;
  seconds: string;
}

function draftOf(value: Key): Draft {
  return {
    label: value.label,
    description: value.description,
    expires: value.expiresAt === null ? '' : value.expiresAt.slice(0, 10),
    addresses: value.addresses.join('\n'),
    requests: value.rateLimit === null ? '' : String(value.rateLimit.requests),
    seconds: value.rateLimit === null ? '1' : String(value.rateLimit.seconds),
  };
}

/** Only what was changed is sent. */
function changesOf(draft: Draft, before: Draft): Schemas['KeyChange'] {
  const changes: Schemas['KeyChange'] = {};
  if (draft.label !== before.label) changes.label = draft.label.trim();
  if (draft.description !== before.description) changes.description = draft.description.trim();
  if (draft.expires !== before.expires) changes.expiresAt = draft.expires === '' ? null : `${draft.expires}T00:00:00Z`;
  if (draft.addresses !== before.addresses) changes.addresses = draft.addresses.split(/[\s,]+/).filter(each => each !== '');
  if (draft.requests !== before.requests || (draft.requests !== '' && draft.seconds !== before.seconds)) {
    changes.rateLimit = draft.requests === '' ? null : {requests: Number(draft.requests), seconds: Number(draft.seconds)};
  }
  return changes;
}

function Editing({value, tag, onClose}: {value: Key; tag: string; onClose: () => void}) {
  const {words} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const [seen, setSeen] = useState({value, tag});
  const [draft, setDraft] = useState(() => draftOf(value));
  const changes = changesOf(draft, draftOf(seen.value));
  const nothing = Object.keys(changes).length === 0;
  const saving = useMutation({
    mutationFn: () =>
      body(
        api.PATCH('/v1/accounts/{account}/keys/{key}', {
          params: {path: {account, key: seen.value.id}},
          headers: {'If-Match': seen.tag},
          body: changes,
        }),
      ),
    onSuccess: async () => {
      onClose();
      toast('ok', words.key.saved(draft.label));
      await client.invalidateQueries({queryKey: [account]});
    },
  });
  const stale = saving.isError && asProblem(saving.error).isStale;
  const look = async () => {
    setSeen(await client.query({...keyOf(account, seen.value.id), staleTime: 0}));
    saving.reset();
  };
  const set = (name: keyof Draft) => (event: {target: {value: string}}) => setDraft({...draft, [name]: event.target.value});
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (nothing) {
      onClose();
    } else {
      saving.mutate();
    }
  };
  return (
    <Card title={words.key.about}>
      <form className="pad" onSubmit={submit}>
        <Field label={words.generate.summaryName}>{given => <input {...given} className="input" required maxLength={100} value={draft.label} onChange={set('label')} />}</Field>
        <Field label={words.generate.description}>{given => <textarea {...given} className="textarea" maxLength={1000} value={draft.description} onChange={set('description')} />}</Field>
        <Field label={words.key.ends} hint={words.generate.expiresHint}>{given => <input {...given} className="input date" type="date" value={draft.expires} onChange={set('expires')} />}</Field>
        <Field label={words.key.addresses} hint={words.key.addressesHint}>
          {given => <textarea {...given} className="textarea mono" spellCheck={false} value={draft.addresses} onChange={set('addresses')} />}
        </Field>
        <div className="row">
          <Field label={words.key.requests} hint={words.key.noRateHint}>{given => <input {...given} className="input date" type="number" min={1} max={1000000} value={draft.requests} onChange={set('requests')} />}</Field>
          <Field label={words.key.seconds} hint={words.key.secondsHint}>{given => <input {...given} className="input date" type="number" min={1} max={86400} value={draft.seconds} onChange={set('seconds')} />}</Field>
        </div>
        {stale ? <Stale onLook={look} /> : <ProblemNote error={saving.error} />}
        <div className="row end">
          <button type="button" className="btn" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" className="btn primary" disabled={saving.isPending || stale}>
            {words.save}
          </button>
        </div>
      </form>
    </Card>
  );
}
