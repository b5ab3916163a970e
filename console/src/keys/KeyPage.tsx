import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {ChevronRight, Pencil, RefreshCw, TriangleAlert, Undo2} from 'lucide-react';
import {useState} from 'react';
import {api, asProblem, body, type Key} from '../api/client.ts';
import {keyOf, resources, rolesOf} from '../api/queries.ts';
import {Link} from '../app/router.tsx';
import {useAccount, useMay} from '../app/session.tsx';
import {Actions} from '../parts/Actions.tsx';
import {CopyButton} from '../parts/CopyButton.tsx';
import {Waiting} from '../parts/Fetched.tsx';
import {Card, Page} from '../parts/Page.tsx';
import {Empty, ProblemNote} from '../parts/States.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {KeyUse} from '../use/KeyUse.tsx';
import {useLanguage} from '../words/language.tsx';
import {isOwner, StateChip} from './KeyCells.tsx';
import {KeyHistory, KeyLinks, KeyRefusals} from './KeyActivity.tsx';
import {KeySettings} from './KeySettings.tsx';
import {TokenTimeline} from './TokenTimeline.tsx';
import {useKeyActions} from './useKeyActions.tsx';

/** One key: what it may, how its tokens are, who uses it, and why it was refused. */
export function KeyPage({name}: {name: string}) {
  const account = useAccount();
  const {words} = useLanguage();
  const asked = useQuery(keyOf(account, name));
  if (asked.data === undefined) {
    const gone = asked.error !== null && asProblem(asked.error).status === 404;
    return (
      <Page title={name} purpose={words.keys.title}>
        {gone ? (
          <div className="card">
            <Gone name={name} />
          </div>
        ) : (
          <Waiting asked={asked} lines={8} />
        )}
      </Page>
    );
  }
  return <Shown value={asked.data.value} tag={asked.data.tag} />;
}

/** A key that is no longer there: it may be restored for a while. */
function Gone({name}: {name: string}) {
  const {words} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const mayEdit = useMay('EditApiKeys', 'Save_User');
  const deleted = useQuery({
    queryKey: [account, 'keys', 'deleted', name],
    queryFn: () => body(api.GET('/v1/accounts/{account}/keys', {params: {path: {account}, query: {state: 'deleted', search: name, limit: 1}}})),
  }).data?.items[0];
  const restoring = useMutation({
    mutationFn: (key: Key) => body(api.POST('/v1/accounts/{account}/keys/{key}/restore', {params: {path: {account, key: key.id}}})),
    onSuccess: async (_, key) => {
      toast('ok', words.keys.restored(key.label));
      await client.invalidateQueries({queryKey: [account]});
    },
  });
  const {formats} = useLanguage();
  return (
    <>
      <Empty
        title={deleted === undefined ? words.key.unknown : words.key.deletedTitle(deleted.label)}
        action={
          deleted !== undefined && mayEdit ? (
            <button type="button" className="btn primary" disabled={restoring.isPending} onClick={() => restoring.mutate(deleted)}>
              <Undo2 size={15} aria-hidden />
              {words.keys.restore}
            </button>
          ) : (
            <Link className="btn" to="/keys">
              {words.keys.showAll}
            </Link>
          )
        }
      >
        {deleted?.restorableUntil === undefined ? words.key.unknownHint : words.key.restorable(formats.date(deleted.restorableUntil))}
      </Empty>
      <ProblemNote error={restoring.error} />
    </>
  );
}

function Shown({value, tag}: {value: Key; tag: string}) {
  const {words, formats} = useLanguage();
  const mayEdit = useMay('EditApiKeys', 'Save_User');
  const mayRenew = useMay('RenewApiToken');
  const {actionsFor, dialogs, ask} = useKeyActions();
  return (
    <Page
      title={value.label}
      purpose={
        <span className="key-top">
          <span className="row">
            <span className="mono">{value.appKey}</span>
            <CopyButton icon text={value.appKey} what={value.appKey} />
          </span>
          <StateChip state={value.state} />
          <span>
            {value.lastUsedAt === null ? words.keys.neverUsed : words.keys.lastUse(formats.ago(value.lastUsedAt))}
          </span>
        </span>
      }
      actions={
        <div className="row">
          {mayRenew && !value.renewing ? (
            <button type="button" className="btn" onClick={() => ask({what: 'renew', key: value})}>
              <RefreshCw size={15} aria-hidden />
              {words.keys.renew}
            </button>
          ) : null}
          {mayEdit ? <Actions of={value.label} actions={actionsFor(value)} /> : null}
        </div>
      }
    >
      {value.state === 'quarantined' ? (
        <div className="note bad">
          <TriangleAlert size={16} aria-hidden />
          <div className="stack tight">
            <span>
              {words.key.quarantinedNote} {value.quarantineReason}
            </span>
            {mayEdit ? (
              <div>
                <button type="button" className="btn compact" onClick={() => ask({what: 'release', key: value})}>
                  {words.risk.release}
                </button>
              </div>
            ) : null}
          </div>
        </div>
      ) : null}
      {value.state === 'inactive' ? (
        <div className="note">
          <TriangleAlert size={16} aria-hidden />
          <div>{words.key.inactiveNote}</div>
        </div>
      ) : null}
      <div className="cols">
        <div className="stack">
          <TokenTimeline value={value} />
          <KeyRoles value={value} onEdit={mayEdit ? () => ask({what: 'roles', key: value}) : undefined} />
          <KeyUse appKey={value.appKey} />
          <KeyRefusals appKey={value.appKey} />
        </div>
        <div className="stack">
          <KeySettings value={value} tag={tag} mayEdit={mayEdit} />
          <KeyLinks value={value} />
          <KeyHistory appKey={value.appKey} />
        </div>
      </div>
      {dialogs}
    </Page>
  );
}

function KeyRoles({value, onEdit}: {value: Key; onEdit: (() => void) | undefined}) {
  const {words, formats} = useLanguage();
  const roles = useQuery(rolesOf(useAccount())).data;
  const named = new Map(useQuery(resources()).data?.map(each => [each.key, each]));
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  return (
    <Card
      title={words.key.may}
      aside={value.roles.length === 0 ? undefined : words.key.mayAside}
      actions={
        onEdit === undefined ? undefined : (
          <button type="button" className="btn compact" onClick={onEdit}>
            <Pencil size={14} aria-hidden />
            {words.keys.editRoles}
          </button>
        )
      }
    >
      {value.roles.length === 0 ? (
        <div className="pad">
          <div className="note">
            <TriangleAlert size={16} aria-hidden />
            <div>{words.generate.noRoleWarning}</div>
          </div>
        </div>
      ) : null}
      {value.roles.map(({id, name, predefined}) => {
        const held = roles?.find(each => each.id === id)?.resources ?? [];
        return (
          <details
            key={id}
            className="role"
            open={open.has(id)}
            onToggle={event => {
              const next = new Set(open);
              if (event.currentTarget.open) {
                next.add(id);
              } else {
                next.delete(id);
              }
              setOpen(next);
            }}
          >
            <summary>
              <ChevronRight size={15} aria-hidden />
              <b>{name}</b>
              {isOwner({name, predefined}) ? <span className="chip bad">{words.keys.owner}</span> : null}
              <span className="faint small">{words.generate.resources(formats.number(held.length))}</span>
            </summary>
            {open.has(id) ? (
              <div>
                <ul className="tree">
                  {held.map(key => {
                    const resource = named.get(key);
                    return (
                      <li key={key}>
                        {resource === undefined ? null : `${resource.product} · ${resource.name} `}
                        <code className="faint">{key}</code>
                      </li>
                    );
                  })}
                </ul>
                <p className="small">
                  <Link to={`/roles/${id}`}>{words.key.openRole}</Link>
                </p>
              </div>
            ) : null}
          </details>
        );
      })}
    </Card>
  );
}
