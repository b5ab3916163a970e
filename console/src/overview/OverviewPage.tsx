import {useQuery} from '@tanstack/react-query';
import {Check} from 'lucide-react';
import {api, body} from '../api/client.ts';
import {Link} from '../app/router.tsx';
import {useAccount} from '../app/session.tsx';
import {countOf, countOfOldTokens} from '../keys/counts.ts';
import {TokenAge} from '../keys/KeyCells.tsx';
import {Tiles} from '../keys/Tiles.tsx';
import '../keys/keys.css';
import {Fetched} from '../parts/Fetched.tsx';
import {Card, Page} from '../parts/Page.tsx';
import {Alarms} from '../use/Alarms.tsx';
import {FailingKeys, TopCauses, Trend, useTrend} from '../use/Trend.tsx';
import {useLanguage} from '../words/language.tsx';
import {wasExplained} from '../why/seen.ts';
import './overview.css';

const SHOWN = 6;

/** How the account is: what was refused, why, for whom, and what is to be done. */
export default function OverviewPage() {
  const {words} = useLanguage();
  const trend = useTrend();
  return (
    <Page title={words.nav.overview} purpose={words.overview.purpose}>
      <Checklist />
      <Tiles />
      <div className="cols">
        <div className="stack">
          <Trend trend={trend} />
          <OldTokens />
        </div>
        <div className="stack">
          <TopCauses trend={trend} />
          <FailingKeys trend={trend} />
          <Alarms />
        </div>
      </div>
    </Page>
  );
}

/** Four steps that tick themselves, until all are done. */
function Checklist() {
  const {words} = useLanguage();
  const account = useAccount();
  const total = useQuery(countOf(account, {})).data;
  const noRole = useQuery(countOf(account, {noRole: true})).data;
  const used = useQuery({
    queryKey: [account, 'keys', 'used'],
    refetchInterval: 5000,
    queryFn: async () => (await body(api.GET('/v1/accounts/{account}/keys', {params: {path: {account}, query: {sort: '-lastUsedAt', limit: 1}}}))).items[0]?.lastUsedAt ?? null,
  }).data;
  if (total === undefined || noRole === undefined || used === undefined) {
    return null;
  }
  const steps = [
    {done: total > 0, text: words.overview.steps.key, to: '/keys?generate=1'},
    {done: total > noRole, text: words.overview.steps.role, to: '/keys?show=noRole'},
    {done: used !== null, text: words.overview.steps.call, to: '/keys'},
    {done: wasExplained(), text: words.overview.steps.refusal, to: '/refusals'},
  ];
  if (steps.every(step => step.done)) {
    return null;
  }
  return (
    <Card title={words.overview.begin} aside={words.overview.beginAside}>
      <ol className="checklist">
        {steps.map(step => (
          <li key={step.to} className={step.done ? 'done' : ''}>
            <span className="tick">{step.done ? <Check size={14} strokeWidth={3} aria-hidden /> : null}</span>
            <span className="sr">{step.done ? words.overview.isDone : words.overview.isOpen}: </span>
            {step.done ? step.text : <Link to={step.to}>{step.text}</Link>}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function OldTokens() {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const count = useQuery(countOfOldTokens(account)).data;
  const listed = useQuery({
    queryKey: [account, 'keys', 'oldest'],
    queryFn: () => body(api.GET('/v1/accounts/{account}/keys', {params: {path: {account}, query: {sort: 'tokenSince', state: 'active', limit: SHOWN}}})),
  });
  return (
    <Card title={words.overview.oldest} aside={count === undefined ? undefined : words.overview.toRenew(formats.number(count))}>
      <Fetched asked={listed} value={listed.data?.items} inCard lines={3}>
        {keys => (
          <ul className="plain-list">
            {keys.map(key => (
              <li key={key.id}>
                <div className="grow">
                  <Link className="strong" to={`/keys/${encodeURIComponent(key.appKey)}`}>
                    {key.label}
                  </Link>
                </div>
                <TokenAge since={key.tokenSince} due={key.renewalDue} renewing={key.renewing} />
              </li>
            ))}
          </ul>
        )}
      </Fetched>
    </Card>
  );
}
