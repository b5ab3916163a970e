import {keepPreviousData, MutationCache, QueryCache, QueryClient, queryOptions} from '@tanstack/react-query';
import {api, asProblem, body, tagged, type Role} from './client.ts';

const MOMENT_MILLIS = 15_000;
const LONG_MILLIS = 10 * 60_000;
const PAGE = 200;

/** Whoever is told that nobody is signed in asks once more who is: the session may have ended. */
function lookAgain(error: unknown): void {
  if (asProblem(error).isSignedOut) {
    void queries.refetchQueries({queryKey: ['session']});
  }
}

export const queries = new QueryClient({
  queryCache: new QueryCache({onError: lookAgain}),
  mutationCache: new MutationCache({onError: lookAgain}),
  defaultOptions: {
    queries: {
      staleTime: MOMENT_MILLIS,
      refetchOnWindowFocus: true,
      retry: (failures, error) => asProblem(error).isUnreachable && failures < 2,
    },
    mutations: {retry: false},
  },
});

interface Page<T> {
  items: T[];
  next?: string;
}

/** Everything of a list that comes in pages. */
async function whole<T>(page: (cursor: number | undefined) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  let cursor: number | undefined;
  for (;;) {
    const {items, next} = await page(cursor);
    all.push(...items);
    if (next === undefined) {
      return all;
    }
    cursor = Number(next);
  }
}

export const rolesOf = (account: string) =>
  queryOptions({
    queryKey: [account, 'roles'],
    queryFn: () =>
      whole<Role>(cursor =>
        body(api.GET('/v1/accounts/{account}/roles', {params: {path: {account}, query: {limit: PAGE, cursor}}})),
      ),
  });

export const resources = () =>
  queryOptions({
    queryKey: ['resources'],
    staleTime: LONG_MILLIS,
    queryFn: () => whole(cursor => body(api.GET('/v1/catalogue/resources', {params: {query: {limit: PAGE, cursor}}}))),
  });

export const operations = () =>
  queryOptions({
    queryKey: ['operations'],
    staleTime: LONG_MILLIS,
    queryFn: () => whole(cursor => body(api.GET('/v1/catalogue/operations', {params: {query: {limit: PAGE, cursor}}}))),
  });

export const operationOf = (method: string, path: string) =>
  queryOptions({
    queryKey: ['operations', method, path],
    queryFn: async () =>
      (await body(api.GET('/v1/catalogue/operations', {params: {query: {method, path}}}))).items[0] ?? null,
  });

export const keyOf = (account: string, key: string) =>
  queryOptions({
    queryKey: [account, 'key', key],
    queryFn: () => tagged(api.GET('/v1/accounts/{account}/keys/{key}', {params: {path: {account, key}}})),
  });

export const accountOf = (account: string) =>
  queryOptions({
    queryKey: [account, 'account'],
    queryFn: () => body(api.GET('/v1/accounts/{account}', {params: {path: {account}}})),
  });

export const refusalsOf = (account: string, language: string, limit = PAGE) =>
  queryOptions({
    queryKey: [account, 'refusals', language, limit],
    placeholderData: keepPreviousData,
    queryFn: async () =>
      (await body(api.GET('/v1/accounts/{account}/refusals', {params: {path: {account}, query: {limit}}}))).items,
  });
