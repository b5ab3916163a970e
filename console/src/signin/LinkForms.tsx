import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useEffect, useRef, useState, type SubmitEvent} from 'react';
import {asProblem} from '../api/client.ts';
import {choosePassword, openSignInLink, session, type Setup} from '../api/session.ts';
import {go} from '../app/router.tsx';
import {Field} from '../parts/Field.tsx';
import {Loading, ProblemNote} from '../parts/States.tsx';
import {useLanguage} from '../words/language.tsx';
import {PasswordForm} from './PasswordForm.tsx';
import {PasswordInput} from './PasswordInput.tsx';

/** Takes the code out of the address, so that it stays in no history. */
function forgetCode(): void {
  history.replaceState(null, '', location.pathname);
}

function useEntering() {
  const client = useQueryClient();
  return async () => {
    await client.refetchQueries(session);
    go('/overview', {replace: true});
  };
}

/** Opens the link at once; on an empty store it asks for the first account before. */
export function LinkOpening({code}: {code: string}) {
  const {words} = useLanguage();
  const enter = useEntering();
  const begun = useRef(false);
  const opening = useMutation({mutationFn: (setup?: Setup) => openSignInLink(code, setup), onSuccess: enter});
  const [setup, setSetup] = useState(false);
  const {mutate} = opening;
  useEffect(() => {
    if (!begun.current) {
      begun.current = true;
      forgetCode();
      mutate(undefined, {onError: error => setSetup(asProblem(error).code === 'setup_needed')});
    }
  }, [mutate]);
  if (setup) {
    return <SetupForm pending={opening.isPending} error={asProblem(opening.error).code === 'setup_needed' ? null : opening.error} onSubmit={mutate} />;
  }
  if (opening.isError) {
    return (
      <>
        <div className="pad">
          <b>{words.signIn.linkFailed}</b>
          <p className="soft">{words.signIn.linkHint}</p>
          <ProblemNote error={opening.error} />
        </div>
        <PasswordForm />
      </>
    );
  }
  return (
    <>
      <p className="sr" role="status">
        {words.signIn.opening}
      </p>
      <Loading lines={3} />
    </>
  );
}

function SetupForm({pending, error, onSubmit}: {pending: boolean; error: unknown; onSubmit: (setup: Setup) => void}) {
  const {words} = useLanguage();
  const [account, setAccount] = useState('');
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSubmit({account: account.trim(), email: email.trim(), password, ...(name.trim() === '' ? {} : {name: name.trim()})});
  };
  return (
    <form className="signin-form" onSubmit={submit}>
      <p>{words.signIn.setup}</p>
      <Field label={words.signIn.account} hint={words.signIn.accountHint}>
        {given => <input {...given} className="input mono" autoCapitalize="none" spellCheck={false} pattern="[a-z0-9]([a-z0-9\-]{0,48}[a-z0-9])?" required value={account} onChange={event => setAccount(event.target.value)} />}
      </Field>
      <Field label={words.signIn.email}>
        {given => <input {...given} className="input" type="email" autoComplete="username" required value={email} onChange={event => setEmail(event.target.value)} />}
      </Field>
      <Field label={`${words.signIn.name} (${words.optional})`}>
        {given => <input {...given} className="input" autoComplete="name" value={name} onChange={event => setName(event.target.value)} />}
      </Field>
      <Field label={words.signIn.password} hint={words.signIn.passwordHint}>
        {given => <PasswordInput given={given} autoComplete="new-password" value={password} onChange={setPassword} />}
      </Field>
      <ProblemNote error={error} />
      <button type="submit" className="btn primary wide" disabled={pending}>
        {words.signIn.setupSubmit}
      </button>
    </form>
  );
}

/** Chooses a password by an invitation or after a reset, and signs in with it. */
export function ChoosePassword({code}: {code: string}) {
  const {words} = useLanguage();
  const enter = useEntering();
  const [password, setPassword] = useState('');
  const choosing = useMutation({mutationFn: () => choosePassword(code, password), onSuccess: enter});
  useEffect(forgetCode, []);
  return (
    <form
      className="signin-form"
      onSubmit={event => {
        event.preventDefault();
        choosing.mutate();
      }}
    >
      <Field label={words.signIn.newPassword} hint={words.signIn.passwordHint}>
        {given => <PasswordInput given={given} autoComplete="new-password" value={password} onChange={setPassword} />}
      </Field>
      <ProblemNote error={choosing.error} />
      <button type="submit" className="btn primary wide" disabled={choosing.isPending}>
        {words.signIn.chooseSubmit}
      </button>
    </form>
  );
}
