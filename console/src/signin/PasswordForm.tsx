import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {useState, type SubmitEvent} from 'react';
import {asProblem, send} from '../api/client.ts';
import {resetPassword, sendKey, session, signIn} from '../api/session.ts';
import {usePlace} from '../app/router.tsx';
import {Field} from '../parts/Field.tsx';
import {ProblemNote} from '../parts/States.tsx';
import {useLanguage} from '../words/language.tsx';
import {PasswordInput} from './PasswordInput.tsx';

type Way = 'password' | 'key';

/** Asks for the password, or for a key that is sent by e-mail, and then for the second factor. */
export function PasswordForm() {
  const {words} = useLanguage();
  const client = useQueryClient();
  const place = usePlace();
  const [way, setWay] = useState<Way>('password');
  const [email, setEmail] = useState('');
  const [secret, setSecret] = useState('');
  const [code, setCode] = useState('');
  const [needsCode, setNeedsCode] = useState(false);
  const signing = useMutation({
    mutationFn: () =>
      signIn({
        email: email.trim(),
        ...(way === 'password' ? {password: secret} : {emailedKey: secret.trim()}),
        ...(code === '' ? {} : {secondFactor: code.replaceAll(' ', '')}),
      }),
    onSuccess: async () => {
      setSecret('');
      await client.refetchQueries(session);
    },
    onError: error => setNeedsCode(needed => needed || asProblem(error).code?.startsWith('second_factor') === true),
  });
  const sending = useMutation({mutationFn: () => sendKey(email.trim()), onSuccess: () => setWay('key')});
  const resetting = useMutation({mutationFn: () => resetPassword(email.trim())});
  const provider = useQuery({
    queryKey: ['oidc'],
    staleTime: Infinity,
    // Where there is none, or it cannot be asked, the other ways are there.
    queryFn: async () => (await send('GET', '/v1/oidc').catch(() => null)) as {name: string; url: string} | null,
  });
  const asking = signing.isError && asProblem(signing.error).code === 'second_factor_needed';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    signing.mutate();
  };
  return (
    <form className="signin-form" onSubmit={submit}>
      {place.search.has('left') ? <div className="note info">{words.signIn.left}</div> : null}
      {place.search.has('problem') ? <div className="note bad">{words.signIn.providerFailed}</div> : null}
      <Field label={words.signIn.email}>
        {given => <input {...given} className="input" type="email" name="email" autoComplete="username" required value={email} onChange={event => setEmail(event.target.value)} />}
      </Field>
      {way === 'password' ? (
        <Field label={words.signIn.password}>{given => <PasswordInput given={given} autoComplete="current-password" value={secret} onChange={setSecret} />}</Field>
      ) : (
        <Field label={words.signIn.emailedKey} hint={words.signIn.emailedKeyHint}>
          {given => <input {...given} className="input mono" inputMode="numeric" autoComplete="one-time-code" required value={secret} onChange={event => setSecret(event.target.value)} />}
        </Field>
      )}
      {needsCode ? (
        <Field label={words.signIn.code} hint={words.signIn.codeHint}>
          {given => <input {...given} className="input mono" name="code" autoComplete="one-time-code" autoFocus required value={code} onChange={event => setCode(event.target.value)} />}
        </Field>
      ) : null}
      {asking ? null : <ProblemNote error={signing.error ?? sending.error ?? resetting.error} />}
      {resetting.isSuccess ? <div className="note ok">{words.signIn.resetSent}</div> : null}
      <button type="submit" className="btn primary wide" disabled={signing.isPending}>
        {words.signIn.submit}
      </button>
      {provider.data == null ? null : (
        <a className="btn wide" href={provider.data.url}>
          {words.signIn.oidc(provider.data.name)}
        </a>
      )}
      <div className="signin-ways">
        {way === 'password' ? (
          <button type="button" className="btn compact ghost" disabled={!email.includes('@') || sending.isPending} onClick={() => sending.mutate()}>
            {words.signIn.sendKey}
          </button>
        ) : (
          <button type="button" className="btn compact ghost" onClick={() => setWay('password')}>
            {words.signIn.byPassword}
          </button>
        )}
        <button type="button" className="btn compact ghost" disabled={!email.includes('@') || resetting.isPending} onClick={() => resetting.mutate()}>
          {words.signIn.forgotten}
        </button>
      </div>
    </form>
  );
}
