import {Link} from '../app/router.tsx';
import {useMay} from '../app/session.tsx';
import {useLanguage} from '../words/language.tsx';

type Tab = 'settings' | 'webhooks' | 'outbox';

/** The pages of an account's settings, of which one is looked at. */
export function AccountTabs({now}: {now: Tab}) {
  const {words} = useLanguage();
  const maySeeWebhooks = useMay('Get_Account_By_Identifier', 'Save_Account');
  const maySeeOutbox = useMay('view_metrics', 'Save_Account');
  const tabs = [
    {tab: 'settings', to: '/account', name: words.rules.settings, may: true},
    {tab: 'webhooks', to: '/account/webhooks', name: words.webhooks.title, may: maySeeWebhooks},
    {tab: 'outbox', to: '/account/outbox', name: words.outbox.title, may: maySeeOutbox},
  ];
  return (
    <nav className="tabs" aria-label={words.nav.account}>
      {tabs
        .filter(each => each.may || each.tab === now)
        .map(each => (
          <Link key={each.tab} className="tab" to={each.to} aria-current={each.tab === now ? 'page' : undefined}>
            {each.name}
          </Link>
        ))}
    </nav>
  );
}
