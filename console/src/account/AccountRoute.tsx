import {lazy} from 'react';
import AccountPage from './AccountPage.tsx';

const WebhooksPage = lazy(() => import('../tell/WebhooksPage.tsx'));
const WebhookPage = lazy(() => import('../tell/WebhookPage.tsx'));
const OutboxPage = lazy(() => import('../tell/OutboxPage.tsx'));

/** The account's settings, its webhooks, one of them, or its outbox. */
export default function AccountRoute({rest}: {rest: string}) {
  const [what, id = ''] = rest.split('/');
  if (what === 'webhooks') {
    return id === '' ? <WebhooksPage /> : <WebhookPage key={id} id={id} />;
  }
  return what === 'outbox' ? <OutboxPage /> : <AccountPage />;
}
