import {Dialog} from '@base-ui/react/dialog';
import {Menu} from '@base-ui/react/menu';
import {useQuery} from '@tanstack/react-query';
import {LogOut, Menu as MenuIcon, Moon, PlugZap, Settings, Sun, UserRound} from 'lucide-react';
import {Suspense, useState} from 'react';
import {queries} from '../api/queries.ts';
import {session, signOut} from '../api/session.ts';
import {accountOf} from '../api/queries.ts';
import {asProblem} from '../api/client.ts';
import {Page} from '../parts/Page.tsx';
import {Loading, saying} from '../parts/States.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {LANGUAGES, useLanguage} from '../words/language.tsx';
import {DemoBanner} from './DemoBanner.tsx';
import {Navigation, pageName} from './Navigation.tsx';
import {PAGES} from './pages.ts';
import {go, Link, usePlace} from './router.tsx';
import {useSession} from './session.tsx';
import {chooseTheme, useTheme} from './theme.ts';

/** The frame of every page: navigation, crumbs, language, theme, and who is signed in. */
export function Shell() {
  const {words} = useLanguage();
  const [open, setOpen] = useState(false);
  return (
    <>
      <a className="skip btn" href="#content">
        {words.skip}
      </a>
      <div className="shell">
        <Navigation />
        <div className="main">
          <Top onMenu={() => setOpen(true)} />
          <DemoBanner />
          <Connection />
          <Suspense fallback={<main className="page" id="content"><Loading /></main>}>
            <Current />
          </Suspense>
        </div>
      </div>
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Portal>
          <Dialog.Backdrop className="drawer-backdrop" />
          <Dialog.Popup className="drawer">
            <Dialog.Title className="sr">{words.nav.main}</Dialog.Title>
            <Navigation onGone={() => setOpen(false)} />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </>
  );
}

function Current() {
  const {words} = useLanguage();
  const {account} = useSession();
  const [, route = '', ...rest] = usePlace().path.split('/');
  const page = PAGES.find(each => each.route === route);
  if (account === '' && route !== 'sponsor') {
    return <Page title={words.shell.noAccount} purpose={words.shell.noAccountHint}>{null}</Page>;
  }
  if (page === undefined) {
    return (
      <Page title={words.shell.notFound} purpose={words.shell.notFoundHint}>
        <div>
          <Link className="btn" to="/keys">
            {words.shell.toKeys}
          </Link>
        </div>
      </Page>
    );
  }
  return <page.view key={account} rest={rest.map(decodeURIComponent).join('/')} />;
}

/** Says that the server does not answer; what was typed stays where it is. */
function Connection() {
  const {words} = useLanguage();
  const {account} = useSession();
  const {error} = useQuery({...accountOf(account), refetchInterval: query => (query.state.error === null ? 60_000 : 5_000)});
  if (error === null || !asProblem(error).isUnreachable) {
    return null;
  }
  return (
    <div className="banner bad" role="alert">
      <PlugZap size={16} aria-hidden />
      {words.shell.unreachable}
    </div>
  );
}

function Top({onMenu}: {onMenu: () => void}) {
  const {words, language, choose} = useLanguage();
  const {account} = useSession();
  const theme = useTheme();
  const place = usePlace();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <header className="top">
      <button type="button" className="iconbtn menu-button" aria-label={words.nav.menu} onClick={onMenu}>
        <MenuIcon size={18} aria-hidden />
      </button>
      <div className="crumbs">
        <span>{account}</span>
        <span aria-hidden>/</span>
        <b>{pageName(place.path.split('/')[1] ?? '', words)}</b>
      </div>
      <span className="spacer" />
      <div className="seg" role="group" aria-label={words.shell.language}>
        {LANGUAGES.map(each => (
          <button key={each} type="button" lang={each} aria-pressed={each === language} onClick={() => choose(each)}>
            {each.toUpperCase()}
          </button>
        ))}
      </div>
      <button type="button" className="iconbtn" aria-label={words.shell[other]} title={words.shell[other]} onClick={() => chooseTheme(other)}>
        {theme === 'dark' ? <Sun size={17} aria-hidden /> : <Moon size={17} aria-hidden />}
      </button>
      <UserMenu />
    </header>
  );
}

function UserMenu() {
  const {words} = useLanguage();
  const {session: signed} = useSession();
  const toast = useToast();
  const leave = () => {
    void signOut()
      .then(() => {
        queries.clear();
        queries.setQueryData(session.queryKey, null);
        go('/sign-in?left=1');
      })
      .catch((error: unknown) => toast('bad', saying(asProblem(error), words)));
  };
  return (
    <Menu.Root>
      <Menu.Trigger className="iconbtn" aria-label={`${words.shell.you}: ${signed.user.email}`}>
        <UserRound size={17} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4} className="positioner">
          <Menu.Popup className="menu">
            <div className="menu-text">
              {signed.user.name === '' ? null : <b>{signed.user.name}</b>} {signed.user.email}
            </div>
            <Menu.Separator className="menu-line" />
            <Menu.Item className="menu-item" onClick={() => go('/account')}>
              <Settings size={15} aria-hidden />
              {words.nav.account}
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={leave}>
              <LogOut size={15} aria-hidden />
              {words.shell.signOut}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
