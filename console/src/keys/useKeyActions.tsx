import {useMutation, useQueryClient} from '@tanstack/react-query';
import {CircleHelp, CirclePause, CirclePlay, Pencil, RefreshCw, ShieldAlert, ShieldCheck, Terminal, Trash2, Undo2} from 'lucide-react';
import {useState, type ReactNode} from 'react';
import {api, body, type Key} from '../api/client.ts';
import {go} from '../app/router.tsx';
import {useAccount} from '../app/session.tsx';
import type {Action} from '../parts/Actions.tsx';
import {Confirm} from '../parts/Confirm.tsx';
import {useCopy} from '../parts/CopyButton.tsx';
import {Effects} from '../parts/Effects.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {QuarantineDialog} from '../risk/Quarantine.tsx';
import {useLanguage} from '../words/language.tsx';
import {RolesDialog} from './RolesDialog.tsx';
import {RenewDialog} from './RenewDialog.tsx';
import {testCommand} from './snippets.ts';

type Asked = {what: 'deactivate' | 'delete' | 'roles' | 'renew' | 'quarantine' | 'release'; key: Key} | null;

/** What can be done with a key, and the dialogs that ask first. */
export function useKeyActions(): {actionsFor: (key: Key) => (Action | null)[]; dialogs: ReactNode; ask: (asked: Asked) => void} {
  const {words} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const copy = useCopy();
  const [asked, setAsked] = useState<Asked>(null);
  const close = () => setAsked(null);
  const changed = () => client.invalidateQueries({queryKey: [account]});
  const at = (key: Key) => ({params: {path: {account, key: key.id}}});
  const setActive = useMutation({
    mutationFn: ({key, active}: {key: Key; active: boolean}) => body(api.PATCH('/v1/accounts/{account}/keys/{key}', {...at(key), body: {active}})),
    onSuccess: async (_, {key, active}) => {
      close();
      toast('ok', active ? words.keys.activated(key.label) : words.keys.deactivated(key.label));
      await changed();
    },
  });
  const remove = useMutation({
    mutationFn: (key: Key) => body(api.DELETE('/v1/accounts/{account}/keys/{key}', at(key))),
    onSuccess: async (_, key) => {
      close();
      toast('ok', words.keys.removed(key.label));
      await changed();
    },
  });
  const restore = useMutation({
    mutationFn: (key: Key) => body(api.POST('/v1/accounts/{account}/keys/{key}/restore', at(key))),
    onSuccess: async (_, key) => {
      toast('ok', words.keys.restored(key.label));
      await changed();
    },
    onError: error => toast('bad', error.message),
  });
  const actionsFor = (key: Key): (Action | null)[] =>
    key.state === 'deleted'
      ? [{label: words.keys.restore, icon: Undo2, run: () => restore.mutate(key)}]
      : [
          {label: words.keys.editRoles, icon: Pencil, run: () => setAsked({what: 'roles', key})},
          {label: words.keys.renew, icon: RefreshCw, run: () => setAsked({what: 'renew', key})},
          {label: words.keys.why, icon: CircleHelp, run: () => go(`/refusals?appKey=${encodeURIComponent(key.appKey)}`)},
          {
            label: words.keys.test,
            icon: Terminal,
            run: () => void copy(testCommand(key.appKey)).then(done => (done ? toast('ok', words.keys.testCopied) : undefined)),
          },
          null,
          ...(key.state === 'quarantined'
            ? [{label: words.risk.release, icon: ShieldCheck, run: () => setAsked({what: 'release', key})}]
            : [
                key.state === 'active'
                  ? {label: words.keys.deactivate, icon: CirclePause, run: () => setAsked({what: 'deactivate', key})}
                  : {label: words.keys.activate, icon: CirclePlay, run: () => setActive.mutate({key, active: true})},
                {label: words.risk.quarantineKey, icon: ShieldAlert, danger: true, run: () => setAsked({what: 'quarantine', key})},
              ]),
          {label: words.keys.delete, icon: Trash2, danger: true, run: () => setAsked({what: 'delete', key})},
        ];
  const dialogs =
    asked === null ? null : asked.what === 'roles' ? (
      <RolesDialog appKey={asked.key.id} onClose={close} />
    ) : asked.what === 'renew' ? (
      <RenewDialog value={asked.key} onClose={close} />
    ) : asked.what === 'quarantine' || asked.what === 'release' ? (
      <QuarantineDialog what={asked.what} value={asked.key} onClose={close} />
    ) : asked.what === 'deactivate' ? (
      <Confirm
        title={words.keys.confirmDeactivate(asked.key.label)}
        action={words.keys.deactivate.replace('…', '')}
        danger
        pending={setActive.isPending}
        error={setActive.error}
        onConfirm={() => setActive.mutate({key: asked.key, active: false})}
        onClose={close}
      >
        <p>{words.keys.confirmDeactivateText}</p>
        <Impact value={asked.key} />
        <Effects method="PATCH" path={`/v1/accounts/${encodeURIComponent(account)}/keys/${asked.key.id}`} sent={{active: false}} />
      </Confirm>
    ) : (
      <Confirm
        title={words.keys.confirmDelete(asked.key.label)}
        action={words.keys.delete.replace('…', '')}
        danger
        typed={asked.key.appKey}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(asked.key)}
        onClose={close}
      >
        <p>{words.keys.confirmDeleteText}</p>
        <Impact value={asked.key} />
        <Effects method="DELETE" path={`/v1/accounts/${encodeURIComponent(account)}/keys/${asked.key.id}`} />
      </Confirm>
    );
  return {actionsFor, dialogs, ask: setAsked};
}

/** Who would notice: when the key was last used. */
function Impact({value}: {value: Key}) {
  const {words, formats} = useLanguage();
  return (
    <p className="soft">
      {value.lastUsedAt === null ? words.keys.neverUsed : `${words.keys.lastUse(formats.ago(value.lastUsedAt))} ${words.keys.impactUsed}`}
    </p>
  );
}
