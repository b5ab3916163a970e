import {useMutation, useQueryClient} from '@tanstack/react-query';
import {ShieldCheck} from 'lucide-react';
import {useState, type SubmitEvent} from 'react';
import {send} from '../api/client.ts';
import {session} from '../api/session.ts';
import {useSession} from '../app/session.tsx';
import {CopyButton} from '../parts/CopyButton.tsx';
import {Field} from '../parts/Field.tsx';
import {Card} from '../parts/Page.tsx';
import {ProblemNote} from '../parts/States.tsx';
import {PasswordInput} from '../signin/PasswordInput.tsx';
import {useLanguage} from '../words/language.tsx';

const FACTOR = '/v1/me/second-factor';

interface Started {
  readonly secret: string;
  readonly uri: string;
}

/** Switches the second factor on or off, for whoever knows the password. Its seed and codes are shown once. */
export function MySecondFactor() {
  const {words} = useLanguage();
  const {session: signed} = useSession();
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const looked = () => {
    setPassword('');
    return client.invalidateQueries({queryKey: session.queryKey});
  };
  const starting = useMutation({mutationFn: async () => (await send('POST', FACTOR, {password})) as Started, onSuccess: () => setPassword('')});
  const confirming = useMutation({mutationFn: async (code: string) => (await send('PUT', FACTOR, {code})) as {recoveryCodes: string[]}, onSuccess: looked});
  const ending = useMutation({mutationFn: () => send('DELETE', FACTOR, {password}), onSuccess: looked});
  const on = signed.secondFactor.state === 'on';
  const codes = confirming.data?.recoveryCodes;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (on) {
      ending.mutate();
    } else {
      starting.mutate();
    }
  };
  return (
    <Card title={words.account.secondFactor} aside={<span className={`chip ${on ? 'ok' : 'warn'}`}>{on ? words.account.on : words.account.off}</span>}>
      {codes !== undefined ? (
        <RecoveryCodes codes={codes} onDone={() => confirming.reset()} />
      ) : starting.data !== undefined && !on ? (
        <Confirming started={starting.data} pending={confirming.isPending} error={confirming.error} onConfirm={code => confirming.mutate(code)} />
      ) : (
        <form className="pad" onSubmit={submit}>
          <p className={on ? 'row' : 'soft'}>
            {on ? <ShieldCheck size={17} aria-hidden /> : null}
            {on ? words.account.secondFactorOn : words.account.secondFactorOff}
          </p>
          <Field label={words.account.currentPassword}>{given => <PasswordInput given={given} autoComplete="current-password" value={password} onChange={setPassword} />}</Field>
          <ProblemNote error={on ? ending.error : starting.error} />
          <div className="row end">
            <button type="submit" className={on ? 'btn danger' : 'btn'} disabled={password === '' || starting.isPending || ending.isPending}>
              {on ? words.account.switchOff : words.account.switchOn}
            </button>
          </div>
        </form>
      )}
    </Card>
  );
}

function RecoveryCodes({codes, onDone}: {codes: readonly string[]; onDone: () => void}) {
  const {words} = useLanguage();
  return (
    <div className="pad">
      <p>{words.account.recovery}</p>
      <pre className="code recovery" tabIndex={0}>
        {codes.join('\n')}
      </pre>
      <div className="row">
        <CopyButton text={codes.join('\n')} what={words.account.recoveryCodes} />
        <button type="button" className="btn compact" onClick={onDone}>
          {words.done}
        </button>
      </div>
    </div>
  );
}

interface ConfirmingProps {
  started: Started;
  pending: boolean;
  error: unknown;
  onConfirm: (code: string) => void;
}

function Confirming({started, pending, error, onConfirm}: ConfirmingProps) {
  const {words} = useLanguage();
  const [code, setCode] = useState('');
  return (
    <form
      className="pad"
      onSubmit={event => {
        event.preventDefault();
        onConfirm(code.replaceAll(' ', ''));
      }}
    >
      <p>{words.account.scan}</p>
      <div className="row">
        <code className="seed">{started.secret.replace(/(.{4})/g, '$1 ').trim()}</code>
        <CopyButton text={started.secret} what={words.account.seed} />
        <a className="btn compact" href={started.uri}>
          {words.account.openApp}
        </a>
      </div>
      <Field label={words.signIn.code}>{given => <input {...given} className="input mono" inputMode="numeric" autoComplete="one-time-code" required value={code} onChange={event => setCode(event.target.value)} />}</Field>
      <ProblemNote error={error} />
      <div className="row end">
        <button type="submit" className="btn primary" disabled={pending}>
          {words.account.confirm}
        </button>
      </div>
    </form>
  );
}
