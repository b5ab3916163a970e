import {queryOptions} from '@tanstack/react-query';
import {api, body} from '../api/client.ts';

/** Who has the role, the first 200. */
export const holdersOf = (account: string, role: number) =>
  queryOptions({
    queryKey: [account, 'holders', role],
    queryFn: () => body(api.GET('/v1/accounts/{account}/roles/{role}/holders', {params: {path: {account, role}, query: {limit: 200}}})),
  });
