import {queryOptions} from '@tanstack/react-query';
import {api, body} from '../api/client.ts';

/** A key that was not used for so many days is looked at. */
export const UNUSED_DAYS = 90;

/** What a search for keys asks for. */
export interface KeyFilter {
  search?: string;
  state?: 'active' | 'inactive' | 'deleted';
  noRole?: boolean;
  role?: number;
  due?: 'orange' | 'red' | 'any';
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
  return countOf(account, {due: 'any'});
}
