import {createContext, useContext, useEffect, useMemo, useState, type ReactNode} from 'react';
import {speak} from '../api/client.ts';
import {readCookie, writeCookie} from '../app/cookies.ts';
import {en, type Words} from './en.ts';
import {Formats} from './formats.ts';

/** The languages that people may choose, and the pseudo-language that tests use: English, 40 % longer. */
export const LANGUAGES = ['en', 'pt', 'es'] as const;
export type Language = (typeof LANGUAGES)[number] | 'qps';

const COOKIE = 'counterfoil_language';
const LOCALES: Record<Language, string> = {en: 'en-GB', pt: 'pt-BR', es: 'es', qps: 'en-GB'};

const DICTIONARIES: Record<Language, () => Promise<Words>> = {
  en: () => Promise.resolve(en),
  pt: async () => (await import('./pt.ts')).pt,
  es: async () => (await import('./es.ts')).es,
  qps: async () => (await import('./pseudo.ts')).pseudo(en),
};

function isLanguage(text: string | null): text is Language {
  return text !== null && text in DICTIONARIES;
}

/** The language to begin with: asked for in the address, chosen before, or the browser's. */
export function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  const remembered = readCookie(COOKIE);
  const known = [asked, remembered, ...navigator.languages.map(each => each.slice(0, 2))].find(isLanguage);
  return known ?? 'en';
}

export function loadWords(language: Language): Promise<Words> {
  return DICTIONARIES[language]();
}

interface Speaking {
  readonly language: Language;
  readonly words: Words;
  readonly formats: Formats;
  readonly choose: (language: Language) => void;
}

const Context = createContext<Speaking | null>(null);

export function LanguageProvider({first, firstWords, children}: {first: Language; firstWords: Words; children: ReactNode}) {
  const [spoken, setSpoken] = useState({language: first, words: firstWords});
  const {language, words} = spoken;
  useEffect(() => {
    document.documentElement.lang = language === 'qps' ? 'en' : LOCALES[language];
  }, [language]);
  const speaking = useMemo<Speaking>(
    () => ({
      language,
      words,
      formats: new Formats(LOCALES[language], words),
      choose: next => {
        void loadWords(next).then(loaded => {
          writeCookie(COOKIE, next);
          speak(serverLanguage(next));
          setSpoken({language: next, words: loaded});
        });
      },
    }),
    [language, words],
  );
  return <Context value={speaking}>{children}</Context>;
}

export function useLanguage(): Speaking {
  const speaking = useContext(Context);
  if (speaking === null) {
    throw new Error('no language (expected: inside LanguageProvider)');
  }
  return speaking;
}

/** What the server is asked for: it knows no pseudo-language. */
export function serverLanguage(language: Language): 'en' | 'pt' | 'es' {
  return language === 'qps' ? 'en' : language;
}
