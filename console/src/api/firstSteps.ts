import {queryOptions} from '@tanstack/react-query';
import {api, body} from './client.ts';

/** What whoever is signed in did of the first steps in the account. */
export const firstStepsOf = (account: string) =>
  queryOptions({
    queryKey: [account, 'first-steps'],
    queryFn: () => body(api.GET('/v1/accounts/{account}/first-steps', {params: {path: {account}}})),
  });

/** Notes what nothing else tells the server of. */
export function noteFirstStep(account: string, step: 'refusal' | 'dismissed') {
  return body(api.PUT('/v1/accounts/{account}/first-steps', {params: {path: {account}}, body: step === 'refusal' ? {refusal: true} : {dismissed: true}}));
}
