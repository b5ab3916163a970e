import {useQuery} from '@tanstack/react-query';
import {useState, type ReactNode} from 'react';
import {Link} from '../app/router.tsx';
import {useAccount} from '../app/session.tsx';
import {Bars} from '../parts/Bars.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Card} from '../parts/Page.tsx';
import {Table} from '../parts/Table.tsx';
import {serverLanguage, useLanguage} from '../words/language.tsx';
import {columnsOf, SpanChoice} from './Trend.tsx';
import {keyUsageOf, type KeyUsage, type Span} from './usage.ts';

/** How a key is used: over time, by operation, address and token, and why it was refused. */
export function KeyUse({appKey}: {appKey: string}) {
  const {words, formats, language} = useLanguage();
  const [span, setSpan] = useState<Span>('day');
  const asked = useQuery(keyUsageOf(useAccount(), appKey, span, serverLanguage(language)));
  return (
    <Card title={words.use.title} aside={asked.data === undefined ? undefined : words.use.since(formats.date(asked.data.recordedSince))} actions={<SpanChoice span={span} onChoose={setSpan} />}>
      <Fetched asked={asked} value={asked.data} inCard lines={6}>
        {usage => (usage.totals.allowed + usage.totals.refused === 0 ? <p className="pad soft">{words.use.none}</p> : <Used appKey={appKey} usage={usage} span={span} />)}
      </Fetched>
    </Card>
  );
}

function Used({appKey, usage, span}: {appKey: string; usage: KeyUsage; span: Span}) {
  const {words, formats} = useLanguage();
  return (
    <>
      <div className="chart">
        <Bars columns={columnsOf(usage.buckets, span, formats)} named={span === 'day' ? 4 : 5} sentence={words.use.sentence(formats.number(usage.totals.allowed), formats.number(usage.totals.refused))} />
      </div>
      <Counts
        title={words.use.byOperation}
        head={words.why.call}
        rows={usage.operations.map(each => ({
          ...each,
          key: `${each.method ?? ''} ${each.path ?? ''}`,
          name: each.method === null ? words.use.others : (
            <>
              <span className="mono small">
                {each.method} {each.path}
              </span>
              {each.name === null ? null : <div className="faint small">{each.name}</div>}
            </>
          ),
        }))}
      />
      <Counts title={words.use.byAddress} head={words.why.from} rows={usage.addresses.map(each => ({key: each.address ?? '', name: <span className="mono small">{each.address === null ? words.use.unknown : each.address === 'others' ? words.use.others : each.address}</span>, ...each}))} />
      {usage.tokens.length < 2 ? null : <Counts title={words.use.byToken} head={words.use.token} rows={usage.tokens.map(each => ({...each, key: `${each.which} ${each.since ?? ''}`, name: words.use.tokens[each.which]}))} />}
      {usage.causes.length === 0 ? null : (
        <>
          <h3 className="part-head">{words.use.byCause}</h3>
          <ul className="plain-list">
            {usage.causes.map(cause => (
              <li key={cause.code}>
                <Link className="grow" to={`/log?code=${encodeURIComponent(cause.code)}&key=${encodeURIComponent(appKey)}`}>
                  {cause.title}
                </Link>
                <b className="num-cell">{formats.number(cause.count)}</b>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface Row {
  readonly key: string;
  readonly name: ReactNode;
  readonly allowed: number;
  readonly refused: number;
  readonly lastUsedAt: string | null;
}

function Counts({title, head, rows}: {title: string; head: string; rows: readonly Row[]}) {
  const {words, formats} = useLanguage();
  if (rows.length === 0) {
    return null;
  }
  return (
    <>
      <h3 className="part-head">{title}</h3>
      <Table label={title} heads={[head, words.use.allowed, words.use.refused, words.use.lastUsed]}>
        {rows.map(row => (
          <tr key={row.key}>
            <td>{row.name}</td>
            <td className="num-cell">{formats.number(row.allowed)}</td>
            <td className="num-cell">{row.refused === 0 ? '–' : formats.number(row.refused)}</td>
            <td className="nowrap">{row.lastUsedAt === null ? '–' : formats.ago(row.lastUsedAt)}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}
