import {AccountTabs} from '../account/AccountTabs.tsx';
import {Page} from '../parts/Page.tsx';
import {useLanguage} from '../words/language.tsx';
import '../keys/keys.css';
import {Messages} from './Messages.tsx';

/** What people were told by mail, and other systems by webhooks. */
export default function OutboxPage() {
  const {words} = useLanguage();
  return (
    <Page title={words.outbox.title} purpose={words.outbox.purpose}>
      <AccountTabs now="outbox" />
      <Messages endpoint={null} />
    </Page>
  );
}
