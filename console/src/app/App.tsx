import {CSPProvider} from '@base-ui/react/csp-provider';
import {QueryClientProvider, useQuery} from '@tanstack/react-query';
import {useEffect, useState} from 'react';
import {queries} from '../api/queries.ts';
import {session, type Session} from '../api/session.ts';
import {Modal} from '../parts/Modal.tsx';
import {Failed, Loading} from '../parts/States.tsx';
import {ToastProvider} from '../parts/Toasts.tsx';
import {PasswordForm} from '../signin/PasswordForm.tsx';
import {SignInPage} from '../signin/SignInPage.tsx';
import type {Words} from '../words/en.ts';
import {LanguageProvider, useLanguage, type Language} from '../words/language.tsx';
import {Boundary} from './Boundary.tsx';
import {go, usePlace} from './router.tsx';
import {SessionProvider} from './session.tsx';
import {Shell} from './Shell.tsx';

export function App({language, words}: {language: Language; words: Words}) {
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queries}>
        <LanguageProvider first={language} firstWords={words}>
          <ToastProvider>
            <Spoken />
          </ToastProvider>
        </LanguageProvider>
      </QueryClientProvider>
    </CSPProvider>
  );
}

function Spoken() {
  const {words} = useLanguage();
  const place = usePlace();
  return (
    <Boundary words={words} place={place.path}>
      <Doors />
    </Boundary>
  );
}

/** Lets in who is signed in, and asks everybody else to be. Whose session ends in the middle of something
    signs in above the page, which keeps what was typed. */
function Doors() {
  const {words} = useLanguage();
  const asked = useQuery(session);
  const place = usePlace();
  const known = asked.data ?? null;
  const [last, setLast] = useState<Session | null>(null);
  const atDoor = place.path === '/sign-in';
  if (known !== null && known.user.id !== last?.user.id) {
    setLast(known);
  }
  if (atDoor && known === null && last !== null) {
    setLast(null);
  }
  useEffect(() => {
    if (known !== null && (place.path === '/' || (atDoor && place.hash === '') || place.path === '/choose-password')) {
      const next = place.search.get('next');
      go(next?.startsWith('/') === true && !next.startsWith('//') ? next : '/overview', {replace: true});
    }
  }, [known, atDoor, place]);
  if (asked.isPending) {
    return <Loading />;
  }
  if (asked.isError && asked.data === undefined) {
    return <Failed error={asked.error} retry={() => void asked.refetch()} />;
  }
  const shown = known ?? last;
  if (shown === null || (atDoor && place.hash !== '') || (place.path === '/choose-password' && known === null)) {
    return <SignInPage />;
  }
  return (
    <SessionProvider key={shown.user.id} session={shown}>
      <Shell />
      <Modal open={known === null} held small title={words.signIn.title} description={words.signIn.ended} onClose={() => undefined}>
        <PasswordForm />
      </Modal>
    </SessionProvider>
  );
}
