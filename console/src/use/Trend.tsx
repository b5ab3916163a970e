import {useQuery} from '@tanstack/react-query';
import {useState} from 'react';
import {Link} from '../app/router.tsx';
import {useAccount} from '../app/session.tsx';
import {Bars, type Column} from '../parts/Bars.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Card} from '../parts/Page.tsx';
import type {Formats} from '../words/formats.ts';
import {serverLanguage, useLanguage} from '../words/language.tsx';
import {usageOf, type AccountUsage, type Bucket, type Span} from './usage.ts';

/** Hours by the clock, days by their date. */
export function columnsOf(buckets: readonly Bucket[], span: Span, formats: Formats): Column[] {
  return buckets.map(({at, allowed, refused}) => ({label: span === 'day' ? formats.clock(at) : formats.day(at), allowed, refused}));
}

/** A day by hours or a month by days. */
export function SpanChoice({span, onChoose}: {span: Span; onChoose: (span: Span) => void}) {
  const {words} = useLanguage();
  return (
    <div className="seg" role="group" aria-label={words.use.span}>
      {(['day', 'month'] as const).map(each => (
        <button key={each} type="button" aria-pressed={span === each} onClick={() => onChoose(each)}>
          {words.use[each]}
        </button>
      ))}
    </div>
  );
}

/** What was allowed and refused in the account over time; its top causes and the keys that fail most. */
export function useTrend() {
  const {language} = useLanguage();
  const [span, setSpan] = useState<Span>('day');
  const asked = useQuery(usageOf(useAccount(), span, serverLanguage(language)));
  return {span, setSpan, asked};
}

type Trending = ReturnType<typeof useTrend>;

export function Trend({trend: {span, setSpan, asked}}: {trend: Trending}) {
  const {words, formats} = useLanguage();
  return (
    <Card title={words.use.title} actions={<SpanChoice span={span} onChoose={setSpan} />}>
      <Fetched asked={asked} value={asked.data} inCard lines={5}>
        {usage => (
          <div className="chart">
            <Bars columns={columnsOf(usage.buckets, span, formats)} named={span === 'day' ? 4 : 5} sentence={words.use.sentence(formats.number(usage.totals.allowed), formats.number(usage.totals.refused))} />
          </div>
        )}
      </Fetched>
    </Card>
  );
}

const SHOWN = 6;

export function TopCauses({trend: {asked}}: {trend: Trending}) {
  const {words, formats} = useLanguage();
  return (
    <Card title={words.overview.causes}>
      <Fetched asked={asked} value={asked.data?.causes.slice(0, SHOWN)} inCard lines={3} empty={<p className="pad soft">{words.why.nothing}</p>}>
        {causes => (
          <ul className="plain-list">
            {causes.map(cause => (
              <li key={cause.code}>
                <div className="grow">
                  <Link className="strong" to={`/log?code=${encodeURIComponent(cause.code)}`}>
                    {cause.title}
                  </Link>
                  <div className="faint small">
                    <code>{cause.code}</code>
                  </div>
                </div>
                <b className="num-cell">{formats.number(cause.count)}</b>
              </li>
            ))}
          </ul>
        )}
      </Fetched>
    </Card>
  );
}

function nameOf(key: AccountUsage['failingKeys'][number]): string {
  return key.label ?? key.appKey;
}

export function FailingKeys({trend: {asked}}: {trend: Trending}) {
  const {words, formats} = useLanguage();
  return (
    <Card title={words.overview.failing}>
      <Fetched asked={asked} value={asked.data?.failingKeys.slice(0, SHOWN)} inCard lines={3} empty={<p className="pad soft">{words.why.nothing}</p>}>
        {keys => (
          <ul className="plain-list">
            {keys.map(key => (
              <li key={key.appKey}>
                <div className="grow">
                  <Link className="strong" to={`/keys/${encodeURIComponent(key.appKey)}`}>
                    {nameOf(key)}
                  </Link>
                  <div className="faint small">{key.title}</div>
                </div>
                <Link className="num-cell" to={`/log?key=${encodeURIComponent(key.appKey)}`}>
                  {formats.number(key.refused)}
                  <span className="sr"> {words.use.refused}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Fetched>
    </Card>
  );
}
