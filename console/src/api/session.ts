import {queryOptions} from '@tanstack/react-query';
import {ProblemError} from './client.ts';

/** An account of whoever is signed in, and what they may administer there. */
export interface Membership {
  readonly account: string;
  readonly sponsor: boolean;
  readonly keyCreation: 'sponsor_only' | 'delegated';
  readonly rights: readonly string[];
}

/** Who is signed in. */
export interface Session {
  readonly user: {readonly id: string; readonly email: string; readonly name: string};
  readonly secondFactor: {readonly state: 'off' | 'on'};
  /** What is shown is invented, and gone when the server stops unless it is kept; null where it is not. */
  readonly demo: {readonly kept: boolean; readonly edge: string | null} | null;
  readonly accounts: readonly Membership[];
}

/** What opens the first account of an empty store. */
export interface Setup {
  readonly account: string;
  readonly email: string;
  readonly name?: string;
  readonly password: string;
}

async function ask(method: string, path: string, sent?: object): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: {'Content-Type': 'application/json', 'X-Counterfoil-Csrf': '1', 'Accept-Language': document.documentElement.lang},
      body: sent === undefined ? null : JSON.stringify(sent),
    });
  } catch {
    throw new ProblemError(0, '');
  }
  if (!response.ok) {
    const told = (await response.json().catch(() => ({}))) as {detail?: string; code?: string};
    throw new ProblemError(response.status, told.detail ?? '', told.code ?? null);
  }
  return response;
}

/** The session of the browser's cookie; null where nobody is signed in. */
export const session = queryOptions({
  queryKey: ['session'],
  staleTime: 60_000,
  queryFn: async (): Promise<Session | null> => {
    try {
      return (await (await ask('GET', '/v1/sessions/current')).json()) as Session;
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) {
        return null;
      }
      throw error;
    }
  },
});

export interface Credentials {
  readonly email: string;
  readonly password?: string;
  readonly emailedKey?: string;
  readonly secondFactor?: string;
}

export async function signIn(credentials: Credentials): Promise<void> {
  await ask('POST', '/v1/sessions', {...credentials, browser: true});
}

/** Has a key sent by e-mail, with which to sign in instead of a password. */
export async function sendKey(email: string): Promise<void> {
  await ask('POST', '/v1/emailed-keys', {email});
}

/** Has a link sent by e-mail, with which to choose another password. */
export async function resetPassword(email: string): Promise<void> {
  await ask('POST', '/v1/password-resets', {email});
}

export async function choosePassword(code: string, password: string): Promise<void> {
  await ask('POST', '/v1/passwords', {code, password, browser: true});
}

/** Opens the session that a sign-in link stands for; on an empty store it opens the first account, too. */
export async function openSignInLink(code: string, setup?: Setup): Promise<void> {
  await ask('POST', '/v1/sessions/link', setup === undefined ? {code} : {code, setup});
}

export async function signOut(): Promise<void> {
  await ask('DELETE', '/v1/sessions/current');
}
