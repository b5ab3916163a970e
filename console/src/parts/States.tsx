import {CircleSlash, Inbox, PlugZap, TriangleAlert} from 'lucide-react';
import {useEffect, useState, type ReactNode} from 'react';
import {asProblem, type ProblemError} from '../api/client.ts';
import {Link} from '../app/router.tsx';
import type {Words} from '../words/en.ts';
import {useLanguage} from '../words/language.tsx';
import {capitalized, Said} from './Said.tsx';

const PATIENCE_MILLIS = 300;

/** Lines that stand for what is being fetched; nothing at all while it is quick. */
export function Loading({lines = 5}: {lines?: number}) {
  const {words} = useLanguage();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MILLIS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) {
    return null;
  }
  return (
    <div className="pad" role="status">
      <span className="sr">{words.states.loading}</span>
      {Array.from({length: lines}, (_, index) => (
        <span key={index} className={`skeleton ${index % 3 === 2 ? 'short' : ''}`} />
      ))}
    </div>
  );
}

/** Nothing here, and what to do about it. */
export function Empty({title, children, action}: {title: string; children?: ReactNode; action?: ReactNode}) {
  return (
    <div className="state">
      <span className="badge">
        <Inbox size={20} aria-hidden />
      </span>
      <h2>{title}</h2>
      {children === undefined ? null : <p>{children}</p>}
      {action}
    </div>
  );
}

/** What a problem is, in one sentence of the user's language. */
export function saying(problem: ProblemError, words: Words): string {
  if (problem.isUnreachable) {
    return words.states.unreachable;
  }
  return problem.detail === '' ? words.states.failed(problem.status) : problem.detail;
}

/** What failed, why, and a way on. */
export function Failed({error, retry}: {error: unknown; retry?: () => void}) {
  const {words} = useLanguage();
  const problem = asProblem(error);
  const forbidden = problem.status === 403;
  const title = forbidden
    ? words.states.forbidden
    : problem.isUnreachable
      ? words.states.unreachableTitle
      : problem.status === 404
        ? words.states.missing
        : words.states.failedTitle;
  return (
    <div className="state" role="alert">
      <span className={`badge ${forbidden ? '' : 'bad'}`}>
        {problem.isUnreachable ? <PlugZap size={20} aria-hidden /> : forbidden ? <CircleSlash size={20} aria-hidden /> : <TriangleAlert size={20} aria-hidden />}
      </span>
      <h2>{title}</h2>
      <p>
        <Said text={saying(problem, words)} />
      </p>
      <div className="row">
        {problem.refusalId === null ? null : (
          <Link className="btn" to={`/refusals/${problem.refusalId}`}>
            {words.states.why}
          </Link>
        )}
        {retry === undefined ? null : (
          <button type="button" className="btn" onClick={retry}>
            {words.states.retry}
          </button>
        )}
      </div>
    </div>
  );
}

/** A problem beside what was typed: nothing of that is lost. */
export function ProblemNote({error}: {error: unknown}) {
  const {words} = useLanguage();
  if (error === null || error === undefined) {
    return null;
  }
  const problem = asProblem(error);
  return (
    <div className="note bad" role="alert">
      <TriangleAlert size={16} aria-hidden />
      <div>
        <Said text={capitalized(saying(problem, words))} />
        {problem.blockers.length > 0 ? <div className="mono small">{problem.blockers.join(', ')}</div> : null}
        {problem.refusalId === null ? null : (
          <>
            {' '}
            <Link to={`/refusals/${problem.refusalId}`}>{words.states.why}</Link>
          </>
        )}
      </div>
    </div>
  );
}
