import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {Download, Mail, MailX, Pencil, Plus, Trash2} from 'lucide-react';
import {useState, type SubmitEvent} from 'react';
import {api, body, send, type User} from '../api/client.ts';
import {accountOf} from '../api/queries.ts';
import {useAccount, useMay} from '../app/session.tsx';
import {RoleChips} from '../keys/KeyCells.tsx';
import {RolePicker} from '../keys/RolePicker.tsx';
import '../keys/keys.css';
import {Actions} from '../parts/Actions.tsx';
import {BoxRow} from '../parts/Box.tsx';
import {Confirm} from '../parts/Confirm.tsx';
import {Effects} from '../parts/Effects.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Field} from '../parts/Field.tsx';
import {Modal} from '../parts/Modal.tsx';
import {Page} from '../parts/Page.tsx';
import {SearchBox} from '../parts/SearchBox.tsx';
import {ProblemNote} from '../parts/States.tsx';
import {Table} from '../parts/Table.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {useLanguage} from '../words/language.tsx';

/** A person with what is known of their way in. */
type Person = User & {
  readonly secondFactor?: 'on' | 'off';
  readonly lastSignInAt?: string | null;
  readonly invitation?: {readonly state?: 'waiting' | 'expired'; readonly expiresAt?: string} | null;
};

type Asked = {what: 'add'} | {what: 'roles' | 'remove'; user: User} | null;

/** The people of the account and their roles. */
export default function UsersPage() {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const mayEdit = useMay('Save_User', 'EditAdminUsers');
  const sponsor = useQuery(accountOf(account)).data?.sponsor;
  const [search, setSearch] = useState('');
  const [asked, setAsked] = useState<Asked>(null);
  const listed = useQuery({
    queryKey: [account, 'users'],
    queryFn: async () => {
      const all: Person[] = [];
      let cursor: number | undefined;
      do {
        const page = await body(api.GET('/v1/accounts/{account}/users', {params: {path: {account}, query: {limit: 200, cursor}}}));
        all.push(...page.items);
        cursor = page.next === undefined ? undefined : Number(page.next);
      } while (cursor !== undefined);
      return all;
    },
  });
  const inviting = useMutation({
    mutationFn: ({user, method}: {user: Person; method: 'POST' | 'DELETE'}) => send(method, `/v1/accounts/${encodeURIComponent(account)}/users/${user.id}/invitation`),
    onSuccess: (_, {user, method}) => {
      toast('ok', method === 'POST' ? words.users.resent(user.email) : words.users.removed(user.email));
      return client.invalidateQueries({queryKey: [account, 'users']});
    },
    onError: failure => toast('bad', failure.message),
  });
  const wanted = search.trim().toLowerCase();
  const shown = listed.data?.filter(user => `${user.email} ${user.name}`.toLowerCase().includes(wanted));
  return (
    <Page
      title={words.nav.users}
      purpose={words.users.purpose}
      actions={
        <div className="row">
          <a className="btn" href={`/v1/accounts/${encodeURIComponent(account)}/exports/users.csv`} download>
            <Download size={16} aria-hidden />
            {words.keys.export}
          </a>
          {mayEdit ? (
            <button type="button" className="btn primary" onClick={() => setAsked({what: 'add'})}>
              <Plus size={16} aria-hidden />
              {words.users.add}
            </button>
          ) : null}
        </div>
      }
    >
      <div className="tools">
        <SearchBox label={words.users.search} value={search} onChange={setSearch} />
      </div>
      <Fetched asked={listed} value={shown}>
        {people => (
          <Table label={words.nav.users} heads={[words.users.person, words.keys.role, words.account.secondFactor, words.users.lastSignIn, <span key="actions" className="sr">{words.actions}</span>]}>
            {people.map(user => (
              <tr key={user.id}>
                <td>
                  <span className="strong">{user.name === '' ? user.email : user.name}</span>
                  <div className="faint small">{user.email}</div>
                  {user.invitation == null ? null : (
                    <span className={`chip ${user.invitation.state === 'expired' ? 'warn' : ''}`}>{user.invitation.state === 'expired' ? words.users.invitationExpired : words.users.invitationWaiting}</span>
                  )}
                </td>
                <td>
                  <span className="chips">
                    {user.email === sponsor ? <span className="chip brand">{words.users.sponsor}</span> : null}
                    {user.email === sponsor && user.roles.length === 0 ? null : <RoleChips roles={user.roles} most={3} />}
                  </span>
                </td>
                <td>{user.secondFactor === undefined ? '–' : <span className={`chip ${user.secondFactor === 'on' ? 'ok' : 'warn'}`}>{user.secondFactor === 'on' ? words.account.on : words.account.off}</span>}</td>
                <td className="nowrap">{user.lastSignInAt == null ? <span className="faint">–</span> : formats.ago(user.lastSignInAt)}</td>
                <td className="end">
                  {mayEdit ? (
                    <Actions
                      of={user.email}
                      actions={[
                        {label: words.keys.editRoles, icon: Pencil, run: () => setAsked({what: 'roles', user})},
                        ...(user.invitation == null
                          ? []
                          : [
                              {label: words.users.resend, icon: Mail, run: () => inviting.mutate({user, method: 'POST'})},
                              {label: words.users.takeBack, icon: MailX, run: () => inviting.mutate({user, method: 'DELETE'})},
                            ]),
                        ...(user.email === sponsor ? [] : [null, {label: words.users.remove, icon: Trash2, danger: true, run: () => setAsked({what: 'remove', user})}]),
                      ]}
                    />
                  ) : null}
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Fetched>
      {asked === null ? null : asked.what === 'add' ? (
        <AddDialog onClose={() => setAsked(null)} />
      ) : asked.what === 'roles' ? (
        <UserRolesDialog user={asked.user} onClose={() => setAsked(null)} />
      ) : (
        <RemoveDialog user={asked.user} onClose={() => setAsked(null)} />
      )}
    </Page>
  );
}

function AddDialog({onClose}: {onClose: () => void}) {
  const {words} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [roles, setRoles] = useState<ReadonlySet<number>>(new Set());
  const [invite, setInvite] = useState(false);
  const adding = useMutation({
    mutationFn: async () => {
      const sent = {email: email.trim(), ...(name.trim() === '' ? {} : {name: name.trim()}), ...(invite ? {invite} : {})};
      const user = (await send('POST', `/v1/accounts/${encodeURIComponent(account)}/users`, sent)) as User;
      if (roles.size > 0) {
        await body(api.PUT('/v1/accounts/{account}/users/{user}/roles', {params: {path: {account, user: user.id}}, body: [...roles]}));
      }
    },
    onSuccess: async () => {
      onClose();
      toast('ok', words.users.added(email.trim()));
      await client.invalidateQueries({queryKey: [account, 'users']});
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    adding.mutate();
  };
  return (
    <Modal
      open
      title={words.users.add}
      description={words.users.addHint}
      onClose={onClose}
      foot={
        <>
          <span className="spacer" />
          <button type="button" className="btn" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" form="user" className="btn primary" disabled={adding.isPending}>
            {words.users.add}
          </button>
        </>
      }
    >
      <form id="user" className="stack" onSubmit={submit}>
        <Field label={words.signIn.email}>{given => <input {...given} className="input" type="email" required value={email} onChange={event => setEmail(event.target.value)} />}</Field>
        <Field label={`${words.users.name} (${words.optional})`}>{given => <input {...given} className="input" maxLength={200} value={name} onChange={event => setName(event.target.value)} />}</Field>
        <BoxRow label={words.users.invite} checked={invite} onChange={setInvite}>
          {words.users.invite}
        </BoxRow>
        <RolePicker chosen={roles} onChange={setRoles} />
        <ProblemNote error={adding.error} />
      </form>
    </Modal>
  );
}

function UserRolesDialog({user, onClose}: {user: User; onClose: () => void}) {
  const {words} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set(user.roles.map(role => role.id)));
  const saving = useMutation({
    mutationFn: async () => {
      const path = {account, user: user.id};
      const added = [...chosen].filter(id => user.roles.every(role => role.id !== id));
      if (added.length > 0) {
        await body(api.PUT('/v1/accounts/{account}/users/{user}/roles', {params: {path}, body: added}));
      }
      for (const role of user.roles.filter(each => !chosen.has(each.id))) {
        await body(api.DELETE('/v1/accounts/{account}/users/{user}/roles/{role}', {params: {path: {...path, role: role.id}}}));
      }
    },
    onSuccess: async () => {
      onClose();
      toast('ok', words.key.saved(user.email));
      await client.invalidateQueries({queryKey: [account]});
    },
  });
  return (
    <Modal
      open
      title={words.keys.editRoles}
      description={user.email}
      onClose={onClose}
      foot={
        <>
          <span className="spacer" />
          <button type="button" className="btn" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="button" className="btn primary" disabled={saving.isPending} onClick={() => saving.mutate()}>
            {words.save}
          </button>
        </>
      }
    >
      <RolePicker chosen={chosen} onChange={setChosen} />
      <ProblemNote error={saving.error} />
    </Modal>
  );
}

function RemoveDialog({user, onClose}: {user: User; onClose: () => void}) {
  const {words} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const removing = useMutation({
    mutationFn: () => body(api.DELETE('/v1/accounts/{account}/users/{user}', {params: {path: {account, user: user.id}}})),
    onSuccess: async () => {
      onClose();
      toast('ok', words.users.removed(user.email));
      await client.invalidateQueries({queryKey: [account]});
    },
  });
  return (
    <Confirm title={words.users.confirmRemove(user.email)} action={words.users.removeAll} danger pending={removing.isPending} error={removing.error} onConfirm={() => removing.mutate()} onClose={onClose}>
      <p>{words.users.removeText}</p>
      <Effects method="DELETE" path={`/v1/accounts/${encodeURIComponent(account)}/users/${user.id}`} />
    </Confirm>
  );
}
