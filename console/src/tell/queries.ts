import {queryOptions} from '@tanstack/react-query';
import {api, body, type Schemas} from '../api/client.ts';

export type Webhook = Schemas['Webhook'];

/** The account's webhooks; there are at most 20. */
export const webhooksOf = (account: string) =>
  queryOptions({
    queryKey: [account, 'webhooks'],
    queryFn: async () => (await body(api.GET('/v1/accounts/{account}/webhooks', {params: {path: {account}, query: {limit: 200}}}))).items,
  });

export const webhookOf = (account: string, webhook: string) =>
  queryOptions({
    queryKey: [account, 'webhooks', webhook],
    queryFn: () => body(api.GET('/v1/accounts/{account}/webhooks/{webhook}', {params: {path: {account, webhook}}})),
  });

/** Why the server sends nothing there any more, in its words; null where it sends, or where a person switched it off. */
export function failureOf(webhook: Webhook): string | null {
  return webhook.enabled || webhook.disabled === 'switched off' ? null : webhook.disabled;
}
