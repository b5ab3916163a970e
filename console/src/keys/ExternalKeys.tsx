import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {Pencil, Plus, Trash2} from 'lucide-react';
import {useState, type SubmitEvent} from 'react';
import {api, body, type ExternalKey} from '../api/client.ts';
import {useAccount, useMay} from '../app/session.tsx';
import {Actions} from '../parts/Actions.tsx';
import {Confirm} from '../parts/Confirm.tsx';
import {CopyButton} from '../parts/CopyButton.tsx';
import {Effects} from '../parts/Effects.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Field} from '../parts/Field.tsx';
import {Modal} from '../parts/Modal.tsx';
import {Empty, ProblemNote} from '../parts/States.tsx';
import {Table} from '../parts/Table.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {useLanguage} from '../words/language.tsx';
import {RoleChips, StateChip} from './KeyCells.tsx';
import {RolePicker} from './RolePicker.tsx';
import {externalKeysOf} from './search.ts';

type Asked = {what: 'add'} | {what: 'roles' | 'remove'; key: ExternalKey} | null;

/** Keys that other accounts own and to which this one gives roles. */
export function ExternalKeys() {
  const {words} = useLanguage();
  const account = useAccount();
  const mayEdit = useMay('EditApiKeys', 'Save_User');
  const listed = useQuery(externalKeysOf(account));
  const [asked, setAsked] = useState<Asked>(null);
  const add = mayEdit ? (
    <button type="button" className="btn primary" onClick={() => setAsked({what: 'add'})}>
      <Plus size={16} aria-hidden />
      {words.external.add}
    </button>
  ) : null;
  return (
    <>
      <div className="tools">
        <p className="soft">{words.external.purpose}</p>
        <span className="spacer" />
        {listed.data?.length === 0 ? null : add}
      </div>
      <Fetched
        asked={listed}
        value={listed.data}
        empty={
          <Empty title={words.external.empty} action={add}>
            {words.external.emptyHint}
          </Empty>
        }
      >
        {keys => (
          <Table label={words.keys.external} heads={['appKey', words.external.owner, words.keys.role, words.keys.state, <span key="actions" className="sr">{words.actions}</span>]}>
            {keys.map(key => (
              <tr key={key.id}>
                <td>
                  <span className="row">
                    <span className="mono">{key.appKey}</span>
                    <CopyButton icon text={key.appKey} what={key.appKey} />
                  </span>
                </td>
                <td>{key.account}</td>
                <td>
                  <span className="chips">
                    <RoleChips roles={key.roles} most={2} />
                  </span>
                </td>
                <td>
                  <StateChip state={key.state} />
                </td>
                <td className="end">
                  {mayEdit ? (
                    <Actions
                      of={key.appKey}
                      actions={[
                        {label: words.keys.editRoles, icon: Pencil, run: () => setAsked({what: 'roles', key})},
                        {label: words.external.remove, icon: Trash2, danger: true, run: () => setAsked({what: 'remove', key})},
                      ]}
                    />
                  ) : null}
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Fetched>
      {asked === null ? null : asked.what === 'remove' ? (
        <RemoveExternal value={asked.key} onClose={() => setAsked(null)} />
      ) : (
        <ExternalDialog value={asked.what === 'add' ? null : asked.key} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

function RemoveExternal({value, onClose}: {value: ExternalKey; onClose: () => void}) {
  const {words} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const removing = useMutation({
    mutationFn: () => body(api.DELETE('/v1/accounts/{account}/external-keys/{key}', {params: {path: {account, key: value.id}}})),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({queryKey: [account]});
    },
  });
  return (
    <Confirm title={words.external.confirmRemove(value.appKey)} action={words.external.remove.replace('…', '')} danger pending={removing.isPending} error={removing.error} onConfirm={() => removing.mutate()} onClose={onClose}>
      <p>{words.external.removeText(value.account)}</p>
      <Effects method="DELETE" path={`/v1/accounts/${encodeURIComponent(account)}/external-keys/${value.id}`} />
    </Confirm>
  );
}

/** Adds a key of another account, or changes the roles of one. */
function ExternalDialog({value, onClose}: {value: ExternalKey | null; onClose: () => void}) {
  const {words} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const [appKey, setAppKey] = useState(value?.appKey ?? '');
  const [roles, setRoles] = useState<ReadonlySet<number>>(new Set(value?.roles.map(role => role.id)));
  const saving = useMutation({
    mutationFn: () =>
      value === null
        ? body(api.POST('/v1/accounts/{account}/external-keys', {params: {path: {account}}, body: {appKey: appKey.trim(), roles: [...roles]}}))
        : body(api.PATCH('/v1/accounts/{account}/external-keys/{key}', {params: {path: {account, key: value.id}}, body: {roles: [...roles]}})),
    onSuccess: async () => {
      onClose();
      toast('ok', words.external.saved(appKey.trim()));
      await client.invalidateQueries({queryKey: [account]});
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <Modal
      open
      title={value === null ? words.external.add : words.keys.editRoles}
      description={words.external.purpose}
      onClose={onClose}
      foot={
        <>
          <span className="spacer" />
          <button type="button" className="btn" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" form="external" className="btn primary" disabled={saving.isPending || appKey.trim() === ''}>
            {words.save}
          </button>
        </>
      }
    >
      <form id="external" className="stack" onSubmit={submit}>
        {value === null ? (
          <Field label="appKey" hint={words.external.appKeyHint}>
            {given => <input {...given} className="input mono" spellCheck={false} autoComplete="off" value={appKey} onChange={event => setAppKey(event.target.value)} />}
          </Field>
        ) : null}
        <RolePicker chosen={roles} onChange={setRoles} />
        <ProblemNote error={saving.error} />
      </form>
    </Modal>
  );
}
