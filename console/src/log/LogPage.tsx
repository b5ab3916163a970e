import {useInfiniteQuery, useQuery} from '@tanstack/react-query';
import {CirclePause, CirclePlay, X} from 'lucide-react';
import {useEffect, useMemo, useState} from 'react';
import {api, body, type RefusalSummary} from '../api/client.ts';
import {refusalsOf} from '../api/queries.ts';
import {go, Link, usePlace, withParameter} from '../app/router.tsx';
import {useAccount} from '../app/session.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Page} from '../parts/Page.tsx';
import {SearchBox} from '../parts/SearchBox.tsx';
import {Empty} from '../parts/States.tsx';
import {Table} from '../parts/Table.tsx';
import {serverLanguage, useLanguage} from '../words/language.tsx';
import '../keys/keys.css';
import {useLive, type Filter, type LiveState} from './live.ts';
import './log.css';

const POLL_MILLIS = 5000;
const PAGE = 100;

/** The account's refusals: what happened before, and above it what happens now. */
export default function LogPage() {
  const {words, formats, language} = useLanguage();
  const account = useAccount();
  const place = usePlace();
  const spoken = serverLanguage(language);
  const filter: Filter = {code: place.search.get('code') ?? '', key: place.search.get('key') ?? ''};
  const [search, setSearch] = useState('');
  const [round, setRound] = useState(0);
  // The newest that was shown when it was paused; empty where nothing was.
  const [pausedAt, setPausedAt] = useState<string | null>(null);
  const live = useLive(account, filter, spoken, round);
  const listed = useRefusals(account, filter, spoken, live.state === 'polling' && pausedAt === null);
  const shownLive = useMemo(() => (pausedAt === null ? live.refusals : upTo(pausedAt, live.refusals)), [live.refusals, pausedAt]);
  const newest = live.refusals[0]?.id ?? '';
  const waiting = live.refusals.length - shownLive.length;
  useEffect(() => setPausedAt(null), [filter.code, filter.key]);
  const refusals = listed.data === undefined ? undefined : merged(shownLive, listed.data.pages.flatMap(page => page.items));
  const wanted = search.trim().toLowerCase();
  const shown = refusals?.filter(each => `${each.appKey ?? ''} ${each.method ?? ''} ${each.route ?? ''} ${each.address ?? ''} ${each.id}`.toLowerCase().includes(wanted));
  const choose = (name: string, value: string) => go(withParameter(place, name, value), {replace: true});
  const paused = pausedAt !== null;
  return (
    <Page
      title={words.nav.log}
      purpose={words.log.purpose}
      actions={
        <button type="button" className="btn" aria-pressed={paused} onClick={() => setPausedAt(paused ? null : newest)}>
          {paused ? <CirclePlay size={16} aria-hidden /> : <CirclePause size={16} aria-hidden />}
          {paused ? words.log.resume : words.log.pause}
        </button>
      }
    >
      <div className="tools">
        <SearchBox label={words.log.search} value={search} onChange={setSearch} />
        <CodeChoice code={filter.code} onChoose={code => choose('code', code)} />
        {filter.key === '' ? null : (
          <span className="chip brand">
            <span className="mono">{filter.key}</span>
            <button type="button" aria-label={words.clear} onClick={() => choose('key', '')}>
              <X size={13} aria-hidden />
            </button>
          </span>
        )}
        <span className="spacer" />
        <StateChip state={live.state} paused={paused} />
      </div>
      {live.state === 'ended' ? (
        <div className="note" role="alert">
          <div className="row">
            <span>
              {words.live.endedHint} {live.why}
            </span>
            <button type="button" className="btn compact" onClick={() => setRound(round + 1)}>
              {words.live.again}
            </button>
          </div>
        </div>
      ) : null}
      {waiting > 0 ? (
        <div>
          <button type="button" className="btn compact" onClick={() => setPausedAt(newest)}>
            {words.live.fresh(formats.number(waiting))}
          </button>
        </div>
      ) : null}
      {live.leftOut > 0 ? <p className="note info">{words.live.leftOut(formats.number(live.leftOut))}</p> : null}
      {live.dropped > 0 ? <p className="note info">{words.live.dropped(formats.number(live.dropped))}</p> : null}
      <Fetched asked={listed} value={shown} lines={8} empty={<Empty title={words.why.nothing}>{words.why.nothingHint}</Empty>}>
        {all => <Refusals refusals={all} onKey={key => choose('key', key)} />}
      </Fetched>
      {listed.hasNextPage ? (
        <div>
          <button type="button" className="btn" disabled={listed.isFetchingNextPage} onClick={() => void listed.fetchNextPage()}>
            {words.more}
          </button>
        </div>
      ) : null}
    </Page>
  );
}

/** What was there when that one was the newest. */
export function upTo(id: string, live: readonly RefusalSummary[]): readonly RefusalSummary[] {
  const at = live.findIndex(each => each.id === id);
  return at < 0 ? [] : live.slice(at);
}

/** What came live stands above; what the list has, too, stands once. */
export function merged(live: readonly RefusalSummary[], listed: readonly RefusalSummary[]): RefusalSummary[] {
  const known = new Set(live.map(each => each.id));
  return [...live, ...listed.filter(each => !known.has(each.id))];
}

function useRefusals(account: string, {code, key}: Filter, language: string, polling: boolean) {
  return useInfiniteQuery({
    queryKey: [account, 'refusals', 'log', language, code, key],
    initialPageParam: '',
    refetchInterval: polling ? POLL_MILLIS : false,
    queryFn: ({pageParam}) =>
      body(
        api.GET('/v1/accounts/{account}/refusals', {
          params: {path: {account}, query: {limit: PAGE, ...(code === '' ? {} : {code}), ...(key === '' ? {} : {key}), ...(pageParam === '' ? {} : {cursor: pageParam})}},
        }),
      ),
    getNextPageParam: last => last.next,
  });
}

function StateChip({state, paused}: {state: LiveState; paused: boolean}) {
  const {words} = useLanguage();
  const named: Record<LiveState, string> = {
    connecting: words.live.connecting,
    live: words.log.live,
    reconnecting: words.live.reconnecting,
    ended: words.live.ended,
    polling: words.live.polling,
  };
  const meaning = state === 'live' && !paused ? 'ok' : state === 'reconnecting' || state === 'ended' ? 'warn' : '';
  return (
    <span className={`chip ${meaning}`} role="status">
      {paused && state === 'live' ? words.log.paused : named[state]}
    </span>
  );
}

/** The causes that were seen lately, to look at one alone. */
function CodeChoice({code, onChoose}: {code: string; onChoose: (code: string) => void}) {
  const {words, language} = useLanguage();
  const seen = useQuery(refusalsOf(useAccount(), serverLanguage(language))).data ?? [];
  const titles = new Map(seen.map(each => [each.code, each.title]));
  if (code !== '' && !titles.has(code)) {
    titles.set(code, code);
  }
  return (
    <select className="select narrow" aria-label={words.why.cause} value={code} onChange={event => onChoose(event.target.value)}>
      <option value="">{words.log.anyCause}</option>
      {[...titles].sort(([one], [other]) => one.localeCompare(other)).map(([each, title]) => (
        <option key={each} value={each}>
          {title}
        </option>
      ))}
    </select>
  );
}

function Refusals({refusals, onKey}: {refusals: readonly RefusalSummary[]; onKey: (key: string) => void}) {
  const {words, formats} = useLanguage();
  return (
    <Table label={words.nav.log} className="log" heads={[words.why.when, 'HTTP', words.why.cause, words.why.call, 'appKey', words.why.from]}>
      {refusals.map(each => (
        <tr key={each.id}>
          <td className="mono nowrap small">{formats.moment(each.at)}</td>
          <td>
            <span className="chip bad">{each.status}</span>
          </td>
          <td>
            <Link className="strong" to={`/refusals/${each.id}`}>
              {each.title}
            </Link>
          </td>
          <td className="mono small">
            {each.method} {each.route}
          </td>
          <td className="mono small nowrap">
            {each.appKey === null ? (
              '–'
            ) : (
              <button type="button" className="plain-link" title={words.live.key} onClick={() => onKey(each.appKey ?? '')}>
                {each.appKey}
              </button>
            )}
          </td>
          <td className="mono small nowrap">{each.address ?? '–'}</td>
        </tr>
      ))}
    </Table>
  );
}
