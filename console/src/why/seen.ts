import {readCookie, writeCookie} from '../app/cookies.ts';

const COOKIE = 'counterfoil_explained';

/** Whether an explanation was ever looked at in this browser: the last step of the checklist. */
export function wasExplained(): boolean {
  return readCookie(COOKIE) === '1';
}

export function rememberExplained(): void {
  if (!wasExplained()) {
    writeCookie(COOKIE, '1');
  }
}
