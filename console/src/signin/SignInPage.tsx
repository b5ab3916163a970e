import {useEffect, useState} from 'react';
import {usePlace} from '../app/router.tsx';
import {chooseTheme, useTheme} from '../app/theme.ts';
import {Logo} from '../parts/Logo.tsx';
import {LANGUAGES, useLanguage} from '../words/language.tsx';
import {ChoosePassword, LinkOpening} from './LinkForms.tsx';
import {PasswordForm} from './PasswordForm.tsx';
import './signin.css';

/** Signs people in: by password and second factor, by a key sent by e-mail, or by a link that works once. */
export function SignInPage() {
  const {words, language, choose} = useLanguage();
  const place = usePlace();
  const [code] = useState(place.hash);
  const choosing = place.path === '/choose-password';
  useEffect(() => {
    document.title = `${choosing ? words.signIn.chooseTitle : words.signIn.title} · Counterfoil`;
  }, [words, choosing]);
  return (
    <main className="signin" id="content">
      <div className="signin-card card">
        <div className="signin-head">
          <Logo size={34} />
          <div>
            <h1>Counterfoil</h1>
            <p>{choosing ? words.signIn.chooseTitle : words.signIn.purpose}</p>
          </div>
        </div>
        {choosing && code !== '' ? <ChoosePassword code={code} /> : place.path === '/sign-in' && code !== '' ? <LinkOpening code={code} /> : <PasswordForm />}
      </div>
      <div className="signin-foot">
        <div className="seg" role="group" aria-label={words.shell.language}>
          {LANGUAGES.map(each => (
            <button key={each} type="button" lang={each} aria-pressed={each === language} onClick={() => choose(each)}>
              {each.toUpperCase()}
            </button>
          ))}
        </div>
        <ThemeChoice />
      </div>
    </main>
  );
}

function ThemeChoice() {
  const {words} = useLanguage();
  const other = useTheme() === 'dark' ? 'light' : 'dark';
  return (
    <button type="button" className="btn compact ghost" onClick={() => chooseTheme(other)}>
      {words.shell[other]}
    </button>
  );
}
