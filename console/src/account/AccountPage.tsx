import {useQuery} from '@tanstack/react-query';
import {useState, type SubmitEvent} from 'react';
import type {Account} from '../api/client.ts';
import {accountOf} from '../api/queries.ts';
import {useAccount, useMay, useSession} from '../app/session.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Field} from '../parts/Field.tsx';
import {Card, Page} from '../parts/Page.tsx';
import {ProblemNote} from '../parts/States.tsx';
import {LANGUAGES, useLanguage} from '../words/language.tsx';
import {AccountTabs} from './AccountTabs.tsx';
import {MyPassword} from './MyPassword.tsx';
import {MySecondFactor} from './MySecondFactor.tsx';
import {MySessions} from './MySessions.tsx';
import {KeepRefusals, Kept, Rules, useAccountChange} from './Rules.tsx';
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
      <AccountTabs now="settings" />
      <div className="cols">
        <div className="stack">
          <Fetched asked={shown} value={shown.data}>
            {value => (
              <>
                <About value={value} />
                <Rules value={value} />
                <KeepRefusals key={`keep ${value.keepRefusals ?? 0}`} value={value} />
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
          <MyLanguage />
          <Kept />
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

function Hosts({value}: {value: Account}) {
  const {words} = useLanguage();
  const mayEdit = useMay('Save_Account');
  const before = value.hosts.join('\n');
  const [text, setText] = useState(before);
  const saving = useAccountChange(words.account.hostsSaved);
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

/** The language of the console, and of the mails that are asked for in it. */
function MyLanguage() {
  const {words, language, choose} = useLanguage();
  return (
    <Card title={words.rules.language}>
      <div className="pad">
        <Field label={words.rules.language} hint={words.rules.languageHint}>
          {given => (
            <select {...given} className="select" value={language} onChange={event => choose(LANGUAGES.find(each => each === event.target.value) ?? 'en')}>
              {language === 'qps' ? <option value="qps">qps</option> : null}
              {LANGUAGES.map(each => (
                <option key={each} value={each} lang={each}>
                  {words.rules.languages[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
    </Card>
  );
}
