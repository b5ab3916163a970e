import {useQuery} from '@tanstack/react-query';
import {Check as CheckSign, CircleCheck, EyeOff, Minus, TriangleAlert, X} from 'lucide-react';
import {keyOf, resources} from '../api/queries.ts';
import {Link} from '../app/router.tsx';
import {useAccount} from '../app/session.tsx';
import {CopyButton} from '../parts/CopyButton.tsx';
import {Card} from '../parts/Page.tsx';
import {capitalized, Said, uncapitalized} from '../parts/Said.tsx';
import {useLanguage} from '../words/language.tsx';
import {countsOf, type Check, type Explained} from './explained.ts';
import {Fixes} from './Fixes.tsx';
import {report} from './report.ts';
import {useNotedAsRead} from './seen.ts';

/** The whole explanation: verdict, facts, the chain of checks, ways to fix it, what the caller saw. */
export function Explanation({value, onAgain}: {value: Explained; onAgain: () => void}) {
  const {words} = useLanguage();
  useNotedAsRead();
  return (
    <>
      <Verdict value={value} />
      <Facts value={value} />
      <Now value={value} />
      {value.limited === true ? <div className="note info">{words.why.limited}</div> : null}
      <div className="cols">
        <div className="stack">
          <Chain value={value} />
          <Findings value={value} />
        </div>
        <div className="stack">
          <Fixes value={value} onDone={onAgain} />
          <Told value={value} />
          <LastDay value={value} />
        </div>
      </div>
    </>
  );
}

function Verdict({value}: {value: Explained}) {
  const {words} = useLanguage();
  const refused = value.code !== null;
  const checks = value.checks ?? [];
  const at = checks.findIndex(each => each.verdict === 'refused');
  return (
    <section className={`verdict ${refused ? '' : 'ok'}`} aria-label={words.why.verdict}>
      <div className="sign">{refused ? <X size={24} strokeWidth={2.6} aria-hidden /> : <CheckSign size={24} strokeWidth={2.6} aria-hidden />}</div>
      <div className="said">
        <h2>{refused ? `${words.why.refused}: ${uncapitalized(value.title)}` : words.why.allowed}</h2>
        <p>
          {refused ? (
            <>
              {value.kind === 'refusal' ? words.why.answered(String(value.status)) : words.why.wouldAnswer(String(value.status))} · {words.why.causeIs} <code>{value.code}</code>
              {at < 0 ? null : ` · ${words.why.checkOf(String(at + 1), String(checks.length))}`}
            </>
          ) : (
            words.why.allowedHint
          )}
        </p>
      </div>
      <CopyButton text={report(value, words)} what={words.why.report} label={words.why.copyReport} />
    </section>
  );
}

function Facts({value}: {value: Explained}) {
  const {words, formats} = useLanguage();
  const facts: [string, string | null | undefined, boolean][] = [
    [words.why.when, value.kind === 'refusal' && value.at !== undefined ? formats.moment(value.at) : null, false],
    [words.why.call, value.route === null ? null : `${value.method ?? ''} ${value.route}`, true],
    [words.why.from, value.address, true],
    [words.why.host, value.host, true],
    [words.why.edge, value.adapter, false],
    [words.why.revision, String(value.revision), false],
  ];
  return (
    <div className="meta">
      {facts.map(([name, fact, mono]) =>
        fact === null || fact === undefined || fact === '' ? null : (
          <span key={name}>
            <span className="k">{name}</span>
            <b className={mono ? 'mono' : ''}>{fact}</b>
          </span>
        ),
      )}
      {value.appKey === null ? null : (
        <span>
          <span className="k">appKey</span>
          {value.limited === true ? <b className="mono">{value.appKey}</b> : <KeyLink appKey={value.appKey} label={value.label ?? null} />}
        </span>
      )}
    </div>
  );
}

function KeyLink({appKey, label}: {appKey: string; label: string | null}) {
  return (
    <Link to={`/keys/${encodeURIComponent(appKey)}`}>
      <span className="mono">{appKey}</span>
      {label === null ? null : ` · ${label}`}
    </Link>
  );
}

/** Whether the same call would pass at today's revision. */
function Now({value}: {value: Explained}) {
  if (value.wouldPassNowText === undefined || value.code === null) {
    return null;
  }
  const passes = value.wouldPassNow === 'yes' || value.wouldPassNow === 'with_the_right_token';
  return (
    <div className={`note ${value.wouldPassNow === 'yes' ? 'ok' : passes ? 'info' : 'info'}`} role="status">
      {passes ? <CircleCheck size={17} aria-hidden /> : <TriangleAlert size={17} aria-hidden />}
      <div>
        <Said text={value.wouldPassNowText} />
      </div>
    </div>
  );
}

const SIGNS = {passed: 'ok', refused: 'fail', would_refuse: 'later', repaired: 'ok', unknown: 'skip'} as const;

function Chain({value}: {value: Explained}) {
  const {words} = useLanguage();
  const checks = value.checks ?? [];
  const {passed, failed, open} = countsOf(checks);
  if (checks.length === 0) {
    return (
      <Card title={words.why.what}>
        <div className="pad">
          <p>
            <Said text={capitalized(value.happened)} />
          </p>
          <p className="soft">
            <Said text={value.what} />
          </p>
        </div>
      </Card>
    );
  }
  return (
    <Card title={words.why.chain} aside={[[passed, words.why.passed], [failed, words.why.failed], [open, words.why.open]].flatMap(([count, name]) => (count === 0 ? [] : [`${count} ${name}`])).join(', ')}>
      <ol className="chain">
        {checks.map(check => (
          <Bead key={check.stage} check={check} value={value} />
        ))}
      </ol>
    </Card>
  );
}

function Bead({check, value}: {check: Check; value: Explained}) {
  const {words} = useLanguage();
  const sign = SIGNS[check.verdict];
  const fails = check.verdict === 'refused';
  return (
    <li className={`step ${sign}`}>
      <div className="bead">
        {sign === 'ok' ? <CheckSign size={14} strokeWidth={3} aria-hidden /> : sign === 'skip' ? <Minus size={14} aria-hidden /> : <X size={fails ? 16 : 14} strokeWidth={3} aria-hidden />}
      </div>
      <div className="body">
        <h3>
          <span className="sr">{words.why.verdicts[check.verdict]}: </span>
          <Said text={capitalized(check.name)} />
        </h3>
        {fails ? (
          <p>
            <Said text={capitalized(value.happened)} />
          </p>
        ) : check.seen === null && check.verdict !== 'passed' ? (
          <p>{words.why.notReached}</p>
        ) : check.seen === null ? null : (
          <p>
            <Said text={capitalized(check.seen)} />
          </p>
        )}
        {fails || check.verdict === 'would_refuse' ? <NeedsHas check={check} value={value} /> : null}
      </div>
      {check.verdict === 'repaired' || check.verdict === 'would_refuse' ? <span className="t">{words.why.verdicts[check.verdict]}</span> : null}
    </li>
  );
}

/** What the check asks for, beside what it found. */
function NeedsHas({check, value}: {check: Check; value: Explained}) {
  const {words} = useLanguage();
  const account = useAccount();
  const named = new Map(useQuery(resources()).data?.map(each => [each.key, each]));
  const isAccess = check.stage === 'allowed' && value.needed !== undefined;
  const {data: key} = useQuery({...keyOf(account, value.appKey ?? ''), enabled: isAccess && value.appKey !== null && value.limited !== true});
  const keys = isAccess ? [...(value.needed.anyOf ?? []), ...(value.needed.allOf ?? [])] : [];
  const nameOf = (resource: string) => {
    const found = named.get(resource);
    return found === undefined ? resource : `${found.product} · ${found.name}`;
  };
  return (
    <dl className="versus">
      <dt>{words.why.needs}</dt>
      <dd>
        {keys.length === 0 ? (
          <Said text={check.expected} />
        ) : (
          <>
            {keys.map((each, index) => (
              <span key={each} className="row">
                {index > 0 ? <span className="faint small">{value.needed?.allOf === undefined ? words.why.or : words.why.and}</span> : null}
                <span className="chip bad" title={each}>
                  <span>{nameOf(each)}</span>
                </span>
              </span>
            ))}
          </>
        )}
      </dd>
      <dt>{words.why.has}</dt>
      <dd>
        {isAccess && key !== undefined ? (
          key.value.roles.length === 0 ? (
            <span className="chip warn">
              <span>{words.keys.noRole}</span>
            </span>
          ) : (
            key.value.roles.map(role => (
              <Link key={role.id} className="chip plain" to={`/roles/${role.id}`}>
                <span>{role.name}</span>
              </Link>
            ))
          )
        ) : (
          <Said text={check.seen ?? words.none} />
        )}
      </dd>
    </dl>
  );
}

/** What was found out about the credential, and what else stands in the way. */
function Findings({value}: {value: Explained}) {
  const {words} = useLanguage();
  const evidence = value.evidence ?? [];
  const obstacles = value.obstacles ?? [];
  if (evidence.length === 0 && obstacles.length === 0) {
    return null;
  }
  return (
    <Card title={words.why.found}>
      <ul className="plain-list">
        {evidence.map(each => (
          <li key={each.kind + each.text}>
            <div className="grow">
              <Said text={capitalized(each.text)} />
              {each.appKey === undefined ? null : (
                <>
                  {' '}
                  <Link to={`/keys/${encodeURIComponent(each.appKey)}`}>{each.label ?? words.why.openKey}</Link>
                </>
              )}
            </div>
          </li>
        ))}
        {obstacles.map(each => (
          <li key={each.code}>
            <TriangleAlert size={15} aria-hidden />
            <div className="grow">
              <span className="faint small">{words.why.then} </span>
              <Said text={each.text ?? ''} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Told({value}: {value: Explained}) {
  const {words} = useLanguage();
  if (value.told == null || value.code === null) {
    return null;
  }
  const lines = [`HTTP/1.1 ${value.status}`, ...(value.id === undefined ? [] : [`X-Counterfoil-Refusal-Id: ${value.id}`]), '', value.told];
  return (
    <Card title={words.why.told} aside={words.why.toldAside}>
      <div className="pad">
        <pre className="code wrap" tabIndex={0}>
          {lines.join('\n')}
        </pre>
        <div className="note info">
          <EyeOff size={16} aria-hidden />
          <div>{words.why.toldNote}</div>
        </div>
      </div>
    </Card>
  );
}

function LastDay({value}: {value: Explained}) {
  const {words, formats} = useLanguage();
  const day = value.last24h;
  if (day == null) {
    return null;
  }
  const most = Math.max(1, ...day.refusals.map(each => each.count));
  return (
    <Card title={words.why.lastDay} aside={words.why.lastDayAside(formats.number(day.refused))}>
      <ul className="plain-list">
        {day.refusals.map(each => (
          <li key={each.code} className="bar-line">
            <div className="grow">
              {each.title} <code className="faint small">{each.code}</code>
              <svg className="hbar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect className="hbar-scale" width="100" height="6" />
                <rect className="hbar-value" width={(100 * each.count) / most} height="6" />
              </svg>
            </div>
            <b className="num-cell">{formats.number(each.count)}</b>
          </li>
        ))}
        <li className="faint small">{day.lastUsedAt === null ? words.why.noneAllowed : words.why.lastAllowed(formats.ago(day.lastUsedAt))}</li>
      </ul>
    </Card>
  );
}
