import {queryOptions} from '@tanstack/react-query';
import {api, body} from '../api/client.ts';
import {daysBack} from '../words/formats.ts';

/** After so many days a token should be renewed, and after twice as many it must be. */
export const RENEW_AFTER_DAYS = 90;

/** What a search for keys asks for. */
export interface KeyFilter {
  search?: string;
  state?: 'active' | 'inactive' | 'deleted';
  noRole?: boolean;
  role?: number;
  tokenBefore?: string;
  unusedSince?: string;
  createdBefore?: string;
}

/** How many keys fit. */
export function countOf(account: string, filter: KeyFilter) {
  return queryOptions({
    queryKey: [account, 'keys', 'count', filter],
    queryFn: async () =>
      (await body(api.GET('/v1/accounts/{account}/keys', {params: {path: {account}, query: {...filter, limit: 1}}}))).total ?? 0,
  });
}

export function countOfOldTokens(account: string) {
  return countOf(account, {tokenBefore: daysBack(RENEW_AFTER_DAYS)});
}
