import {queryOptions} from '@tanstack/react-query';
import {api, body, type Schemas} from '../api/client.ts';

/** Calls of an hour or a day. */
export type Bucket = Schemas['UsageBucket'];
/** How much an account was called, and what was refused most. */
export type AccountUsage = Schemas['AccountUsage'];
/** How much one key called: what, from where, with which of its tokens. */
export type KeyUsage = Schemas['KeyUsage'];
/** What keys have and do not use. It names keys of which something stands out, and no others. */
export type RightSizing = Schemas['RightSizing'];
export type SizedKey = Schemas['SizedKey'];
/** A role that would do, and the requests that give it to the key. */
export type Proposal = NonNullable<SizedKey['proposal']>;

export type Span = 'day' | 'month';

const HOUR_MILLIS = 3600_000;
const MINUTE_MILLIS = 60_000;

function spanOf(span: Span): {since: string; by: 'hour' | 'day'} {
  const length = span === 'day' ? 23 * HOUR_MILLIS : 29 * 24 * HOUR_MILLIS;
  const unit = span === 'day' ? HOUR_MILLIS : 24 * HOUR_MILLIS;
  const since = Math.floor((Date.now() - length) / unit) * unit;
  return {since: new Date(since).toISOString(), by: span === 'day' ? 'hour' : 'day'};
}

export const usageOf = (account: string, span: Span, language: string) =>
  queryOptions({
    queryKey: [account, 'usage', span, language],
    refetchInterval: MINUTE_MILLIS / 4,
    queryFn: () => body(api.GET('/v1/accounts/{account}/usage', {params: {path: {account}, query: spanOf(span)}})),
  });

export const keyUsageOf = (account: string, key: string, span: Span, language: string) =>
  queryOptions({
    queryKey: [account, 'usage', 'key', key, span, language],
    staleTime: MINUTE_MILLIS,
    queryFn: () => body(api.GET('/v1/accounts/{account}/keys/{key}/usage', {params: {path: {account, key}, query: spanOf(span)}})),
  });

export const rightSizingOf = (account: string, days: number, language: string) =>
  queryOptions({
    queryKey: [account, 'right-sizing', days, language],
    staleTime: MINUTE_MILLIS,
    queryFn: () => body(api.GET('/v1/accounts/{account}/right-sizing', {params: {path: {account}, query: {days}}})),
  });

export const alarmsOf = (account: string, language: string) =>
  queryOptions({
    queryKey: [account, 'alarms', language],
    refetchInterval: MINUTE_MILLIS / 2,
    queryFn: async () => (await body(api.GET('/v1/accounts/{account}/alarms', {params: {path: {account}, query: {limit: 8}}}))).items,
  });

/** What of a role's resources no key that has it used. A key that the report does not name uses all that it has. */
export function unusedOf(role: {id: number; resources: readonly string[]}, holders: readonly string[], report: RightSizing): string[] {
  if (holders.length === 0) {
    return [];
  }
  const sized = holders.map(appKey => report.keys.find(each => each.appKey === appKey));
  if (sized.some(each => each === undefined)) {
    return [];
  }
  return role.resources.filter(resource => sized.every(each => each !== undefined && !each.used.includes(resource)));
}
