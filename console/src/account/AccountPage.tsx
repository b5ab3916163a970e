import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {useState, type SubmitEvent} from 'react';
import {api, body, type Account, type Schemas} from '../api/client.ts';
import {accountOf} from '../api/queries.ts';
import {session} from '../api/session.ts';
import {useAccount, useMay, useSession} from '../app/session.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Field} from '../parts/Field.tsx';
import {Card, Page} from '../parts/Page.tsx';
import {ProblemNote} from '../parts/States.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {useLanguage} from '../words/language.tsx';
import {MyPassword} from './MyPassword.tsx';
import {MySecondFactor} from './MySecondFactor.tsx';
import {MySessions} from './MySessions.tsx';
import {SponsorCard} from './SponsorCard.tsx';
import './account.css';

/** The account's rules, and one's own password, second factor and sessions. */
export default function AccountPage() {
  const {words} = useLanguage();
  const account = useAccount();
  const {session: signed} = useSession();
  const shown = useQuery(accountOf(account));
  return (
    <Page title={words.nav.account} purpose={words.account.purpose}>
      <div className="cols">
        <div className="stack">
          <Fetched asked={shown} value={shown.data}>
            {value => (
              <>
                <About value={value} />
                <KeyCreation key={value.keyCreation} value={value} />
                <SponsorCard />
                <Hosts key={value.hosts.join()} value={value} />
              </>
            )}
          </Fetched>
        </div>
        <div className="stack">
          <Card title={words.account.you} aside={signed.user.email}>
            <MyPassword />
          </Card>
          <MySecondFactor />
          <MySessions />
        </div>
      </div>
    </Page>
  );
}

function About({value}: {value: Account}) {
  const {words, formats} = useLanguage();
  return (
    <Card title={words.signIn.account}>
      <div className="pad">
        <dl className="facts">
          <dt>{words.roles.name}</dt>
          <dd className="mono">{value.account}</dd>
          <dt>{words.keys.state}</dt>
          <dd>
            <span className={`chip ${value.state === 'active' ? 'ok' : 'bad'}`}>{value.state === 'active' ? words.account.active : words.account.inactive}</span>
          </dd>
          <dt>{words.users.sponsor}</dt>
          <dd>{value.sponsor ?? words.none}</dd>
          <dt>{words.account.opened}</dt>
          <dd>{formats.date(value.createdAt)}</dd>
        </dl>
      </div>
    </Card>
  );
}

function useChange(done: string) {
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: (change: Schemas['AccountChange']) => body(api.PATCH('/v1/accounts/{account}', {params: {path: {account}}, body: change})),
    onSuccess: async () => {
      toast('ok', done);
      await Promise.all([client.invalidateQueries({queryKey: [account, 'account']}), client.invalidateQueries({queryKey: session.queryKey})]);
    },
  });
}

/** Who may generate keys. Only the Sponsor may change that. */
function KeyCreation({value}: {value: Account}) {
  const {words} = useLanguage();
  const {session: signed, account} = useSession();
  const isSponsor = signed.accounts.some(each => each.account === account && each.sponsor);
  const [rule, setRule] = useState(value.keyCreation);
  const saving = useChange(words.account.ruleSaved);
  return (
    <Card title={words.account.rule}>
      <form
        className="pad"
        onSubmit={event => {
          event.preventDefault();
          saving.mutate({keyCreation: rule});
        }}
      >
        <fieldset className="plain" disabled={!isSponsor}>
          <legend className="sr">{words.account.rule}</legend>
          {(['sponsor_only', 'delegated'] as const).map(each => (
            <label key={each} className="check-row">
              <input type="radio" name="rule" checked={rule === each} onChange={() => setRule(each)} />
              <span>
                {words.account.rules[each]}
                <span className="faint small block">{words.account.ruleHints[each]}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <ProblemNote error={saving.error} />
        {isSponsor ? (
          <div className="row end">
            <button type="submit" className="btn primary" disabled={saving.isPending || rule === value.keyCreation}>
              {words.save}
            </button>
          </div>
        ) : (
          <p className="faint small">{words.account.onlySponsor}</p>
        )}
      </form>
    </Card>
  );
}

function Hosts({value}: {value: Account}) {
  const {words} = useLanguage();
  const mayEdit = useMay('Save_Account');
  const before = value.hosts.join('\n');
  const [text, setText] = useState(before);
  const saving = useChange(words.account.hostsSaved);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    saving.mutate({hosts: text.split(/[\s,]+/).filter(each => each !== '')});
  };
  return (
    <Card title={words.account.hosts}>
      <form className="pad" onSubmit={submit}>
        <Field label={words.account.hostsLabel} hint={words.account.hostsHint}>
          {given => <textarea {...given} className="textarea mono" readOnly={!mayEdit} spellCheck={false} value={text} onChange={event => setText(event.target.value)} />}
        </Field>
        <ProblemNote error={saving.error} />
        {mayEdit ? (
          <div className="row end">
            <button type="submit" className="btn primary" disabled={saving.isPending || text === before}>
              {words.save}
            </button>
          </div>
        ) : null}
      </form>
    </Card>
  );
}
