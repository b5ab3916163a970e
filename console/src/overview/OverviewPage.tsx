import {useQuery} from '@tanstack/react-query';
import {Check} from 'lucide-react';
import {api, body, type RefusalSummary} from '../api/client.ts';
import {refusalsOf} from '../api/queries.ts';
import {Link} from '../app/router.tsx';
import {useAccount} from '../app/session.tsx';
import {countOf, countOfOldTokens} from '../keys/counts.ts';
import {TokenAge} from '../keys/KeyCells.tsx';
import {Tiles} from '../keys/Tiles.tsx';
import '../keys/keys.css';
import {Bars, type Column} from '../parts/Bars.tsx';
import {Card, Page} from '../parts/Page.tsx';
import {Loading} from '../parts/States.tsx';
import {serverLanguage, useLanguage} from '../words/language.tsx';
import {wasExplained} from '../why/seen.ts';
import './overview.css';

const HOUR = 3600_000;
const HOURS = 24;
const SHOWN = 6;

/** How the account is: what was refused, why, for whom, and what is to be done. */
export default function OverviewPage() {
  const {words, language} = useLanguage();
  const account = useAccount();
  const {data} = useQuery({...refusalsOf(account, serverLanguage(language)), refetchInterval: 15_000});
  return (
    <Page title={words.nav.overview} purpose={words.overview.purpose}>
      <Checklist />
      <Tiles />
      <div className="cols">
        <div className="stack">
          <LastDay refusals={data} />
          <OldTokens />
        </div>
        <div className="stack">
          <Causes refusals={data} />
          <FailingKeys refusals={data} />
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

/** Refusals of each of the last 24 hours. */
export function hoursOf(refusals: readonly {at: string}[], now: number, label: (at: number) => string): Column[] {
  const first = Math.floor(now / HOUR) * HOUR - (HOURS - 1) * HOUR;
  const counts = new Array<number>(HOURS).fill(0);
  for (const {at} of refusals) {
    const hour = Math.floor((Date.parse(at) - first) / HOUR);
    if (hour >= 0 && hour < HOURS) {
      counts[hour] = (counts[hour] ?? 0) + 1;
    }
  }
  return counts.map((refused, index) => ({label: label(first + index * HOUR), allowed: 0, refused}));
}

function LastDay({refusals}: {refusals: readonly RefusalSummary[] | undefined}) {
  const {words, formats} = useLanguage();
  if (refusals === undefined) {
    return (
      <Card title={words.overview.lastDay}>
        <Loading lines={4} />
      </Card>
    );
  }
  const columns = hoursOf(refusals, Date.now(), at => formats.clock(at));
  const count = columns.reduce((sum, each) => sum + each.refused, 0);
  return (
    <Card title={words.overview.lastDay} aside={words.why.lastDayAside(formats.number(count))}>
      <div className="chart">
        <Bars columns={columns} named={4} sentence={words.overview.lastDaySentence(formats.number(count))} />
      </div>
    </Card>
  );
}

function countedBy<T>(all: readonly T[], by: (each: T) => string | null): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const name = by(each);
    if (name !== null) {
      groups.set(name, [...(groups.get(name) ?? []), each]);
    }
  }
  return [...groups].sort((one, other) => other[1].length - one[1].length).slice(0, SHOWN);
}

function Causes({refusals}: {refusals: readonly RefusalSummary[] | undefined}) {
  const {words, formats} = useLanguage();
  const causes = countedBy(refusals ?? [], each => each.code);
  return (
    <Card title={words.overview.causes}>
      {causes.length === 0 ? <p className="pad soft">{words.why.nothing}</p> : null}
      <ul className="plain-list">
        {causes.map(([code, all]) => (
          <li key={code}>
            <div className="grow">
              <Link className="strong" to={`/refusals/${all[0]?.id ?? ''}`}>
                {all[0]?.title}
              </Link>
              <div className="faint small">
                <code>{code}</code>
              </div>
            </div>
            <b className="num-cell">{formats.number(all.length)}</b>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function FailingKeys({refusals}: {refusals: readonly RefusalSummary[] | undefined}) {
  const {words, formats} = useLanguage();
  const keys = countedBy(refusals ?? [], each => each.appKey);
  return (
    <Card title={words.overview.failing}>
      {keys.length === 0 ? <p className="pad soft">{words.why.nothing}</p> : null}
      <ul className="plain-list">
        {keys.map(([appKey, all]) => (
          <li key={appKey}>
            <Link className="grow mono small" to={`/refusals?appKey=${encodeURIComponent(appKey)}`}>
              {appKey}
            </Link>
            <b className="num-cell">{formats.number(all.length)}</b>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function OldTokens() {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const count = useQuery(countOfOldTokens(account)).data;
  const {data} = useQuery({
    queryKey: [account, 'keys', 'oldest'],
    queryFn: () => body(api.GET('/v1/accounts/{account}/keys', {params: {path: {account}, query: {sort: 'tokenSince', state: 'active', limit: SHOWN}}})),
  });
  return (
    <Card title={words.overview.oldest} aside={count === undefined ? undefined : words.overview.toRenew(formats.number(count))}>
      {data === undefined ? (
        <Loading lines={3} />
      ) : (
        <ul className="plain-list">
          {data.items.map(key => (
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
    </Card>
  );
}
