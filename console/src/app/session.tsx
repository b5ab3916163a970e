import {createContext, useContext, useMemo, useState, type ReactNode} from 'react';
import type {Session} from '../api/session.ts';
import {readCookie, writeCookie} from './cookies.ts';

const COOKIE = 'counterfoil_account';

interface Signed {
  readonly session: Session;
  /** The account that every page is about. */
  readonly account: string;
  readonly choose: (account: string) => void;
}

const Context = createContext<Signed | null>(null);

function first(session: Session): string {
  const remembered = readCookie(COOKIE);
  return (session.accounts.find(each => each.account === remembered) ?? session.accounts[0])?.account ?? '';
}

export function SessionProvider({session, children}: {session: Session; children: ReactNode}) {
  const [account, setAccount] = useState(() => first(session));
  const signed = useMemo<Signed>(
    () => ({
      session,
      account,
      choose: next => {
        writeCookie(COOKIE, next);
        setAccount(next);
      },
    }),
    [session, account],
  );
  return <Context value={signed}>{children}</Context>;
}

export function useSession(): Signed {
  const signed = useContext(Context);
  if (signed === null) {
    throw new Error('nobody is signed in (expected: inside SessionProvider)');
  }
  return signed;
}

/** The account that the page is about. */
export function useAccount(): string {
  return useSession().account;
}

/** Whether whoever is signed in holds one of these resources in the account; the Sponsor holds all. */
export function useMay(...anyOf: readonly string[]): boolean {
  const {session, account} = useSession();
  const here = session.accounts.find(each => each.account === account);
  return here !== undefined && (here.sponsor || anyOf.some(each => here.rights.includes(each)));
}

/** Whether whoever is signed in may generate keys: the Sponsor, or others where that is delegated. */
export function useMayGenerate(): boolean {
  const {session, account} = useSession();
  const here = session.accounts.find(each => each.account === account);
  const holds = useMay('EditApiKeys', 'Save_User');
  return here !== undefined && (here.sponsor || (here.keyCreation === 'delegated' && holds));
}
