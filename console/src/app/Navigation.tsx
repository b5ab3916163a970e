import {Menu} from '@base-ui/react/menu';
import {useQuery} from '@tanstack/react-query';
import {
  Check,
  ChevronsUpDown,
  CircleHelp,
  History,
  KeyRound,
  LayoutDashboard,
  Route,
  ScrollText,
  Settings,
  ShieldAlert,
  ShieldCheck,
  Users,
  type LucideIcon,
} from 'lucide-react';
import {accountOf} from '../api/queries.ts';
import {countOfOldTokens} from '../keys/counts.ts';
import {Logo} from '../parts/Logo.tsx';
import type {Words} from '../words/en.ts';
import {useLanguage} from '../words/language.tsx';
import {PAGES} from './pages.ts';
import {Link, usePlace} from './router.tsx';
import {useSession} from './session.tsx';

interface Entry {
  readonly route: string;
  readonly icon: LucideIcon;
  readonly name: Exclude<keyof Words['nav'], 'tokensToRenew'>;
}

const GROUPS: readonly {name: 'operate' | 'access' | 'govern'; entries: readonly Entry[]}[] = [
  {
    name: 'operate',
    entries: [
      {route: 'overview', icon: LayoutDashboard, name: 'overview'},
      {route: 'keys', icon: KeyRound, name: 'keys'},
      {route: 'refusals', icon: CircleHelp, name: 'refusals'},
      {route: 'log', icon: ScrollText, name: 'log'},
    ],
  },
  {
    name: 'access',
    entries: [
      {route: 'roles', icon: ShieldCheck, name: 'roles'},
      {route: 'operations', icon: Route, name: 'operations'},
      {route: 'users', icon: Users, name: 'users'},
    ],
  },
  {
    name: 'govern',
    entries: [
      {route: 'risk', icon: ShieldAlert, name: 'risk'},
      {route: 'audit', icon: History, name: 'audit'},
      {route: 'account', icon: Settings, name: 'account'},
    ],
  },
];

/** The name of the page in the menu, for the crumbs. */
export function pageName(route: string, words: Words): string {
  const entry = GROUPS.flatMap(group => group.entries).find(each => each.route === route);
  return entry === undefined ? '' : words.nav[entry.name];
}

function AccountSwitch() {
  const {words} = useLanguage();
  const {session, account, choose} = useSession();
  const {data} = useQuery(accountOf(account));
  const sponsor = data?.sponsor ?? null;
  const named = (
    <span>
      <b>{account}</b>
      {data === undefined ? null : <small>{sponsor === null ? words.shell.noSponsor : words.shell.sponsor(sponsor)}</small>}
    </span>
  );
  if (session.accounts.length < 2) {
    return <div className="account-switch">{named}</div>;
  }
  return (
    <Menu.Root>
      <Menu.Trigger className="account-switch" aria-label={`${words.shell.switchAccount}: ${account}`}>
        {named}
        <ChevronsUpDown size={16} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="start" sideOffset={4} className="positioner">
          <Menu.Popup className="menu">
            {session.accounts.map(each => (
              <Menu.Item key={each.account} className="menu-item" onClick={() => choose(each.account)}>
                <Check size={15} aria-hidden visibility={each.account === account ? 'visible' : 'hidden'} />
                {each.account}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

export function Navigation({onGone}: {onGone?: () => void}) {
  const {words, formats} = useLanguage();
  const {account} = useSession();
  const place = usePlace();
  const route = place.path.split('/')[1] ?? '';
  const old = useQuery(countOfOldTokens(account)).data ?? 0;
  return (
    <nav className="nav" aria-label={words.nav.main}>
      <Link className="logo" to="/overview" onClick={onGone}>
        <Logo />
        Counterfoil
      </Link>
      <AccountSwitch />
      {GROUPS.map(group => (
        <div key={group.name}>
          <h2 id={`nav-${group.name}`}>{words.nav[group.name]}</h2>
          <ul aria-labelledby={`nav-${group.name}`}>
            {group.entries.filter(entry => PAGES.some(page => page.route === entry.route)).map(entry => (
              <li key={entry.route}>
                <Link to={`/${entry.route}`} onClick={onGone} aria-current={route === entry.route ? 'page' : undefined}>
                  <entry.icon size={17} aria-hidden />
                  {pageName(entry.route, words)}
                  {entry.route === 'keys' && old > 0 ? (
                    <span className="count" title={words.nav.tokensToRenew(formats.number(old))}>
                      {formats.number(old)}
                      <span className="sr"> {words.nav.tokensToRenew(formats.number(old))}</span>
                    </span>
                  ) : null}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <Foot />
    </nav>
  );
}

function Foot() {
  const {words} = useLanguage();
  const {account} = useSession();
  const {isError} = useQuery(accountOf(account));
  return (
    <div className="nav-foot">
      <span className={`dot ${isError ? 'bad' : ''}`} aria-hidden />
      <span>
        {isError ? words.shell.down : words.shell.healthy} · <a href="/docs">{words.shell.docs}</a>
      </span>
    </div>
  );
}
