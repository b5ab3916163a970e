import {infiniteQueryOptions, keepPreviousData, queryOptions} from '@tanstack/react-query';
import {api, body, type ExternalKey, type Key} from '../api/client.ts';
import {refusalsOf} from '../api/queries.ts';
import type {Place} from '../app/router.tsx';
import {daysBack} from '../words/formats.ts';
import {UNUSED_DAYS, type KeyFilter} from './counts.ts';

const PAGE = 200;
const DAY_MILLIS = 24 * 3600_000;

export const SORTS = ['createdAt', 'tokenSince', 'lastUsedAt', 'label'] as const;
export type SortBy = (typeof SORTS)[number];
export type Sort = SortBy | `-${SortBy}`;

/** What each tile narrows the list to. */
export const TILES = ['active', 'old', 'noRole', 'unused', 'refused'] as const;
export type Tile = (typeof TILES)[number];

export function filterOf(tile: Exclude<Tile, 'refused'>): KeyFilter {
  switch (tile) {
    case 'active':
      return {state: 'active'};
    case 'old':
      return {due: 'any'};
    case 'noRole':
      return {noRole: true};
    case 'unused':
      // A key that is younger has had no time to be unused.
      return {unusedSince: daysBack(UNUSED_DAYS), createdBefore: daysBack(UNUSED_DAYS)};
  }
}

/** What the address says is looked for: a list can be shared, and is still there on the way back. */
export function searchOf(place: Place): {filter: KeyFilter; tile: Tile | null; sort: Sort} {
  const tile = TILES.find(each => each === place.search.get('show')) ?? null;
  const state = (['active', 'inactive', 'deleted'] as const).find(each => each === place.search.get('state'));
  const role = place.search.get('role');
  const search = place.search.get('search') ?? '';
  const sort = place.search.get('sort') ?? '-createdAt';
  const by = SORTS.find(each => each === sort.replace('-', '')) ?? 'createdAt';
  return {
    tile,
    sort: sort.startsWith('-') ? `-${by}` : by,
    filter: {
      ...(tile === null || tile === 'refused' ? {} : filterOf(tile)),
      ...(state === undefined ? {} : {state}),
      ...(role === null || role === '' ? {} : {role: Number(role)}),
      ...(search === '' ? {} : {search}),
    },
  };
}

export function keysOf(account: string, filter: KeyFilter, sort: Sort) {
  return infiniteQueryOptions({
    queryKey: [account, 'keys', 'list', filter, sort],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({pageParam}) =>
      body(
        api.GET('/v1/accounts/{account}/keys', {
          params: {path: {account}, query: {...filter, sort, limit: PAGE, ...(pageParam === '' ? {} : {cursor: pageParam})}},
        }),
      ),
    getNextPageParam: last => last.next,
  });
}

export function externalKeysOf(account: string) {
  return queryOptions({
    queryKey: [account, 'external'],
    queryFn: async () => {
      const all: ExternalKey[] = [];
      let cursor: number | undefined;
      do {
        const page = await body(api.GET('/v1/accounts/{account}/external-keys', {params: {path: {account}, query: {limit: PAGE, cursor}}}));
        all.push(...page.items);
        cursor = page.next === undefined ? undefined : Number(page.next);
      } while (cursor !== undefined);
      return all;
    },
  });
}

/** How often each key was refused in the last 24 hours, as far as the newest refusals tell. */
export function refusedOf(account: string, language: string) {
  return {
    ...refusalsOf(account, language),
    select: (refusals: readonly {appKey: string | null; at: string}[]) => {
      const counts = new Map<string, number>();
      const since = Date.now() - DAY_MILLIS;
      for (const {appKey, at} of refusals) {
        if (appKey !== null && Date.parse(at) >= since) {
          counts.set(appKey, (counts.get(appKey) ?? 0) + 1);
        }
      }
      return counts;
    },
  };
}

/** The keys of those names, as far as they are the account's own. */
export function keysNamed(account: string, names: readonly string[]) {
  return queryOptions({
    queryKey: [account, 'keys', 'named', names],
    queryFn: async () => {
      const found = await Promise.all(
        names.map(key => body(api.GET('/v1/accounts/{account}/keys/{key}', {params: {path: {account, key}}})).catch(() => null)),
      );
      return found.filter((each): each is Key => each !== null);
    },
  });
}
