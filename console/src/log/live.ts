import {useEffect, useState} from 'react';
import type {RefusalSummary} from '../api/client.ts';

/** How the live view stands: it follows, tries to, was told to end, or cannot be had, so that the list is asked instead. */
export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'ended' | 'polling';

export interface Filter {
  readonly code: string;
  readonly key: string;
}

export interface Live {
  readonly state: LiveState;
  /** What came since it began to follow, the newest first. */
  readonly refusals: readonly RefusalSummary[];
  /** How many came too fast for this reader, and how many have no record at all. */
  readonly leftOut: number;
  readonly dropped: number;
  /** Why the server ended it; empty while it did not. */
  readonly why: string;
}

const MOST = 500;
/** Some that are there already: nothing falls between the list and the stream. */
const OVERLAP = '20';
export const NOTHING: Live = {state: 'connecting', refusals: [], leftOut: 0, dropped: 0, why: ''};

/** What one message of the server makes of what is known. A refusal that is known already changes nothing. */
export function after(live: Live, type: string, data: string): Live {
  switch (type) {
    case 'refusal': {
      const refusal = JSON.parse(data) as RefusalSummary;
      if (live.refusals.some(each => each.id === refusal.id)) {
        return live;
      }
      return {...live, state: 'live', refusals: [refusal, ...live.refusals].slice(0, MOST)};
    }
    case 'more': {
      const more = JSON.parse(data) as {leftOut?: number; dropped?: number};
      return {...live, state: 'live', leftOut: live.leftOut + (more.leftOut ?? 0), dropped: live.dropped + (more.dropped ?? 0)};
    }
    case 'end':
      return {...live, state: 'ended', why: (JSON.parse(data) as {why?: string}).why ?? ''};
    default:
      return live;
  }
}

/** Follows the refusals of the account from now on. `round` begins anew. */
export function useLive(account: string, filter: Filter, language: string, round: number): Live {
  const [live, setLive] = useState(NOTHING);
  const {code, key} = filter;
  useEffect(() => {
    setLive(NOTHING);
    const search = new URLSearchParams({lang: language, last: OVERLAP, ...(code === '' ? {} : {code}), ...(key === '' ? {} : {key})});
    const source = new EventSource(`/v1/accounts/${encodeURIComponent(account)}/refusals/stream?${search.toString()}`);
    const take = (event: MessageEvent<string>) => {
      setLive(before => after(before, event.type, event.data));
      if (event.type === 'end') {
        source.close();
      }
    };
    for (const type of ['refusal', 'more', 'end']) {
      source.addEventListener(type, take);
    }
    source.onopen = () => setLive(before => ({...before, state: 'live'}));
    source.onerror = () => setLive(before => (before.state === 'ended' ? before : {...before, state: source.readyState === EventSource.CLOSED ? 'polling' : 'reconnecting'}));
    return () => source.close();
  }, [account, code, key, language, round]);
  return live;
}
