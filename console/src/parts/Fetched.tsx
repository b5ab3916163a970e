import type {ReactNode} from 'react';
import {Failed, Loading} from './States.tsx';

/** What is known of a question to the server: a query, or several taken together. */
export interface Asked {
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

interface Props<T> {
  asked: Asked;
  /** What to show; undefined for as long as it is not there. */
  value: T | undefined;
  /** Shown in place of a list that holds nothing. */
  empty?: ReactNode;
  /** How many lines stand for it while it is fetched. */
  lines?: number;
  /** Whether it stands in a card already. */
  inCard?: boolean;
  children: (value: T) => ReactNode;
}

/** What stands where nothing is there yet: it is on its way, or failed. */
export function Waiting({asked, lines, inCard = false}: Pick<Props<unknown>, 'asked' | 'lines' | 'inCard'>) {
  const state = asked.error === null ? <Loading lines={lines} /> : <Failed error={asked.error} retry={() => void asked.refetch()} />;
  return inCard ? state : <div className="card">{state}</div>;
}

/** What was asked of the server in each of its states: on its way, failed, nothing there, and there. What was there
    before stays while it is asked for anew, and while that fails. */
export function Fetched<T>({asked, value, empty, lines, inCard = false, children}: Props<T>) {
  if (value === undefined) {
    return <Waiting asked={asked} lines={lines} inCard={inCard} />;
  }
  if (empty !== undefined && Array.isArray(value) && value.length === 0) {
    return inCard ? <>{empty}</> : <div className="card">{empty}</div>;
  }
  return <>{children(value)}</>;
}

/** Several questions as one: failed where any failed, and asked anew where it failed. */
export function together(...all: readonly Asked[]): Asked {
  return {
    error: all.find(each => each.error !== null)?.error ?? null,
    refetch: () => all.filter(each => each.error !== null).forEach(each => void each.refetch()),
  };
}
