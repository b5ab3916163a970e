import {useSyncExternalStore} from 'react';
import {readCookie, writeCookie} from './cookies.ts';

export type Theme = 'light' | 'dark';

const COOKIE = 'counterfoil_theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function chosen(): Theme | null {
  const told = document.documentElement.dataset.theme;
  return told === 'light' || told === 'dark' ? told : null;
}

function current(): Theme {
  return chosen() ?? (dark.matches ? 'dark' : 'light');
}

/** Applies what was chosen before; without a choice the system's theme holds. */
export function startTheme(): void {
  const remembered = readCookie(COOKIE);
  if (remembered === 'light' || remembered === 'dark') {
    document.documentElement.dataset.theme = remembered;
  }
}

export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  writeCookie(COOKIE, theme);
  listeners.forEach(changed => changed());
}

export function useTheme(): Theme {
  return useSyncExternalStore(changed => {
    listeners.add(changed);
    dark.addEventListener('change', changed);
    return () => {
      listeners.delete(changed);
      dark.removeEventListener('change', changed);
    };
  }, current);
}
