import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {ChevronRight, CopyPlus, Pencil, Trash2} from 'lucide-react';
import {useState, type SubmitEvent} from 'react';
import {api, asProblem, body, type Holder} from '../api/client.ts';
import {resources, rolesOf} from '../api/queries.ts';
import {go, Link} from '../app/router.tsx';
import {useAccount, useMay} from '../app/session.tsx';
import {Confirm} from '../parts/Confirm.tsx';
import {Effects} from '../parts/Effects.tsx';
import {Fetched, together, Waiting} from '../parts/Fetched.tsx';
import {Field} from '../parts/Field.tsx';
import {Modal} from '../parts/Modal.tsx';
import {Card, Page} from '../parts/Page.tsx';
import {ProblemNote} from '../parts/States.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {useLanguage} from '../words/language.tsx';
import {described, grouped} from './grouped.ts';
import {holdersOf} from './holders.ts';
import {Unused} from './Unused.tsx';

/** One role: what it grants, who has it, and in what it differs from another. */
export function RolePage({id}: {id: number}) {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const mayCreate = useMay('Create_Role');
  const [dialog, setDialog] = useState<'clone' | 'delete' | null>(null);
  const asked = useQuery({
    queryKey: [account, 'role', id],
    queryFn: () => body(api.GET('/v1/accounts/{account}/roles/{role}', {params: {path: {account, role: id}}})),
  });
  const named = useQuery(resources());
  const role = asked.data;
  const catalogue = named.data;
  if (role === undefined || catalogue === undefined) {
    return (
      <Page title={words.nav.roles}>
        <Waiting asked={together(asked, named)} lines={8} />
      </Page>
    );
  }
  return (
    <Page
      title={role.name}
      purpose={`${role.predefined ? words.roles.predefinedHint : words.roles.customHint} · ${words.generate.resources(formats.number(role.resources.length))}`}
      actions={
        mayCreate ? (
          <div className="row">
            <button type="button" className="btn" onClick={() => setDialog('clone')}>
              <CopyPlus size={15} aria-hidden />
              {words.roles.clone}
            </button>
            {role.predefined ? null : (
              <>
                <Link className="btn" to={`/roles/${id}/edit`}>
                  <Pencil size={15} aria-hidden />
                  {words.key.edit}
                </Link>
                <button type="button" className="btn danger" onClick={() => setDialog('delete')}>
                  <Trash2 size={15} aria-hidden />
                  {words.keys.delete}
                </button>
              </>
            )}
          </div>
        ) : undefined
      }
    >
      <div className="cols">
        <Card title={words.roles.grants} aside={words.roles.byProduct}>
          {grouped(described(role.resources, catalogue)).map(group => (
            <details key={group.product} className="group" open={role.resources.length <= 20 ? true : undefined}>
              <summary>
                <ChevronRight size={15} aria-hidden />
                <b>{group.product}</b>
                <span className="faint small">{formats.number(group.resources.length)}</span>
              </summary>
              <ul className="resource-list">
                {group.resources.map(resource => (
                  <li key={resource.key}>
                    {resource.name} <code className="faint small">{resource.key}</code>
                  </li>
                ))}
              </ul>
            </details>
          ))}
        </Card>
        <div className="stack">
          <Holders id={id} />
          <Unused role={role} />
          <Comparison id={id} />
        </div>
      </div>
      {dialog === 'clone' ? <CloneDialog id={id} name={role.name} onClose={() => setDialog(null)} /> : null}
      {dialog === 'delete' ? <DeleteDialog id={id} name={role.name} onClose={() => setDialog(null)} /> : null}
    </Page>
  );
}

function nameOf(holder: Holder): string {
  return holder.label ?? holder.email ?? holder.appKey ?? holder.id;
}

function Holders({id}: {id: number}) {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const listed = useQuery(holdersOf(account, id));
  return (
    <Card title={words.roles.holders} aside={listed.data?.total === undefined ? undefined : formats.number(listed.data.total)}>
      <Fetched asked={listed} value={listed.data?.items} lines={3} inCard empty={<p className="pad soft">{words.roles.noHolders}</p>}>
        {holders => (
          <ul className="plain-list scrolls" tabIndex={0}>
            {holders.map(holder => (
              <li key={holder.id}>
                <div className="grow">
                  {holder.kind === 'key' && holder.appKey !== undefined ? (
                    <>
                      <Link className="strong" to={`/keys/${encodeURIComponent(holder.appKey)}`}>
                        {nameOf(holder)}
                      </Link>
                      <div className="mono faint small">{holder.appKey}</div>
                    </>
                  ) : (
                    nameOf(holder)
                  )}
                </div>
                <span className="chip">{holder.kind === 'key' ? words.roles.key : words.roles.person}</span>
              </li>
            ))}
          </ul>
        )}
      </Fetched>
    </Card>
  );
}

/** In what the role differs from another one. */
function Comparison({id}: {id: number}) {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const roles = useQuery(rolesOf(account)).data ?? [];
  const catalogue = useQuery(resources()).data ?? [];
  const [other, setOther] = useState(0);
  const {data} = useQuery({
    queryKey: [account, 'diff', id, other],
    enabled: other !== 0,
    queryFn: () => body(api.GET('/v1/accounts/{account}/roles/{role}/diff/{other}', {params: {path: {account, role: id, other}}})),
  });
  const parts =
    data === undefined
      ? []
      : ([
          [words.roles.onlyHere, data.onlyInRole, 'ok'],
          [words.roles.onlyThere(data.other.name), data.onlyInOther, 'warn'],
          [words.roles.both, data.inBoth, ''],
        ] as const);
  return (
    <Card title={words.roles.compare}>
      <div className="pad">
        <select className="select" aria-label={words.roles.compareWith} value={other} onChange={event => setOther(Number(event.target.value))}>
          <option value={0}>{words.roles.compareWith}</option>
          {roles
            .filter(role => role.id !== id)
            .map(role => (
              <option key={role.id} value={role.id}>
                {role.name}
              </option>
            ))}
        </select>
        {parts.map(([title, keys, meaning]) => (
          <div key={title}>
            <h3 className="part">
              <span className={`chip ${meaning}`}>{formats.number(keys.length)}</span> {title}
            </h3>
            {keys.length === 0 ? null : (
              <ul className="resource-list short" tabIndex={0}>
                {described(keys, catalogue).map(resource => (
                  <li key={resource.key}>
                    {resource.product} · {resource.name}
                  </li>
                ))}
              </ul>
            )}
          </div>
        ))}
      </div>
    </Card>
  );
}

function CloneDialog({id, name, onClose}: {id: number; name: string; onClose: () => void}) {
  const {words} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const [text, setText] = useState(words.roles.copyOf(name).slice(0, 100));
  const cloning = useMutation({
    mutationFn: () => body(api.POST('/v1/accounts/{account}/roles/{role}/clone', {params: {path: {account, role: id}}, body: {name: text.trim()}})),
    onSuccess: async made => {
      onClose();
      await client.invalidateQueries({queryKey: [account]});
      go(`/roles/${made.id}/edit`);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    cloning.mutate();
  };
  return (
    <Modal
      open
      small
      title={words.roles.clone}
      description={words.roles.cloneHint}
      onClose={onClose}
      foot={
        <>
          <span className="spacer" />
          <button type="button" className="btn" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" form="clone" className="btn primary" disabled={cloning.isPending || text.trim() === ''}>
            {words.roles.clone}
          </button>
        </>
      }
    >
      <form id="clone" onSubmit={submit}>
        <Field label={words.roles.name}>{given => <input {...given} className="input" maxLength={100} required value={text} onChange={event => setText(event.target.value)} />}</Field>
      </form>
      <ProblemNote error={cloning.error} />
    </Modal>
  );
}

function DeleteDialog({id, name, onClose}: {id: number; name: string; onClose: () => void}) {
  const {words} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const deleting = useMutation({
    mutationFn: () => body(api.DELETE('/v1/accounts/{account}/roles/{role}', {params: {path: {account, role: id}}})),
    onSuccess: async () => {
      toast('ok', words.roles.deleted(name));
      go('/roles');
      await client.invalidateQueries({queryKey: [account, 'roles']});
    },
  });
  return (
    <Confirm title={words.keys.confirmDelete(name)} action={words.keys.delete.replace('…', '')} danger pending={deleting.isPending} error={deleting.isError ? asProblem(deleting.error) : null} onConfirm={() => deleting.mutate()} onClose={onClose}>
      <p>{words.roles.deleteText}</p>
      <Effects method="DELETE" path={`/v1/accounts/${encodeURIComponent(account)}/roles/${id}`} />
    </Confirm>
  );
}
