import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import {api, body, type Key} from '../api/client.ts';
import {rolesOf} from '../api/queries.ts';
import {useAccount} from '../app/session.tsx';
import {Confirm} from '../parts/Confirm.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {useLanguage} from '../words/language.tsx';
import {LastUsed, StateChip} from './KeyCells.tsx';

type What = 'activate' | 'deactivate' | 'delete' | 'addRole';

/** What can be done with several keys at once. Each is a change of its own; what fails is counted. */
export function SelectionBar({keys, onDone}: {keys: readonly Key[]; onDone: () => void}) {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const roles = useQuery(rolesOf(account)).data ?? [];
  const [what, setWhat] = useState<What | null>(null);
  const [role, setRole] = useState('');
  const change = (key: Key) => {
    const params = {path: {account, key: key.id}};
    switch (what) {
      case 'activate':
        return body(api.PATCH('/v1/accounts/{account}/keys/{key}', {params, body: {active: true}}));
      case 'deactivate':
        return body(api.PATCH('/v1/accounts/{account}/keys/{key}', {params, body: {active: false}}));
      case 'delete':
        return body(api.DELETE('/v1/accounts/{account}/keys/{key}', {params}));
      case 'addRole':
      case null:
        return body(api.PUT('/v1/accounts/{account}/keys/{key}/roles', {params, body: [Number(role)]}));
    }
  };
  const all = useMutation({
    mutationFn: async () => {
      let failed = 0;
      for (const key of keys) {
        await change(key).catch(() => (failed += 1));
      }
      return failed;
    },
    onSuccess: async failed => {
      toast(failed === 0 ? 'ok' : 'bad', words.keys.doneMany(formats.number(keys.length - failed), formats.number(failed)));
      setWhat(null);
      onDone();
      await client.invalidateQueries({queryKey: [account]});
    },
  });
  const names: Record<What, string> = {
    activate: words.keys.activate,
    deactivate: words.keys.deactivate,
    delete: words.keys.delete,
    addRole: words.keys.addRole,
  };
  return (
    <div className="selection" role="group" aria-label={words.keys.selected(formats.number(keys.length))}>
      <b>{words.keys.selected(formats.number(keys.length))}</b>
      {(['addRole', 'activate', 'deactivate', 'delete'] as const).map(each => (
        <button key={each} type="button" className={`btn compact ${each === 'delete' ? 'danger' : ''}`} onClick={() => setWhat(each)}>
          {names[each]}
        </button>
      ))}
      <span className="spacer" />
      <button type="button" className="btn compact ghost" onClick={onDone}>
        {words.clear}
      </button>
      {what === null ? null : (
        <Confirm
          title={words.keys.confirmMany(formats.number(keys.length))}
          action={names[what].replace('…', '')}
          danger={what === 'delete' || what === 'deactivate'}
          pending={all.isPending || (what === 'addRole' && role === '')}
          error={all.error}
          onConfirm={() => all.mutate()}
          onClose={() => setWhat(null)}
        >
          {what === 'deactivate' ? <p>{words.keys.confirmDeactivateText}</p> : null}
          {what === 'delete' ? <p>{words.keys.confirmDeleteText}</p> : null}
          {what === 'addRole' ? (
            <select className="select" aria-label={words.keys.role} value={role} onChange={event => setRole(event.target.value)}>
              <option value="">–</option>
              {roles.map(each => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </select>
          ) : null}
          <ul className="plain-list short-list">
            {keys.slice(0, 20).map(key => (
              <li key={key.id}>
                <span className="grow">{key.label}</span>
                <LastUsed at={key.lastUsedAt} />
                <StateChip state={key.state} />
              </li>
            ))}
            {keys.length > 20 ? <li>+{keys.length - 20}</li> : null}
          </ul>
        </Confirm>
      )}
    </div>
  );
}
