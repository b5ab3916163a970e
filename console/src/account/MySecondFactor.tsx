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
import {useLanguage} from '../words/language.tsx';

interface Started {
  readonly secret: string;
  readonly uri: string;
}

/** Switches the second factor on or off. Its seed and codes are shown once. */
export function MySecondFactor() {
  const {words} = useLanguage();
  const {session: signed} = useSession();
  const client = useQueryClient();
  const [code, setCode] = useState('');
  const looked = () => client.invalidateQueries({queryKey: session.queryKey});
  const starting = useMutation({mutationFn: async () => (await send('POST', '/v1/me/second-factor')) as Started});
  const confirming = useMutation({
    mutationFn: async () => (await send('PUT', '/v1/me/second-factor', {code: code.replaceAll(' ', '')})) as {recoveryCodes: string[]},
    onSuccess: looked,
  });
  const ending = useMutation({mutationFn: () => send('DELETE', '/v1/me/second-factor'), onSuccess: looked});
  const on = signed.secondFactor.state === 'on';
  const started = starting.data;
  const codes = confirming.data?.recoveryCodes;
  const confirm = (event: SubmitEvent) => {
    event.preventDefault();
    confirming.mutate();
  };
  return (
    <Card title={words.account.secondFactor} aside={<span className={`chip ${on ? 'ok' : 'warn'}`}>{on ? words.account.on : words.account.off}</span>}>
      {codes !== undefined ? (
        <div className="pad">
          <p>{words.account.recovery}</p>
          <pre className="code" tabIndex={0}>
            {codes.join('\n')}
          </pre>
          <div className="row">
            <CopyButton text={codes.join('\n')} what={words.account.recoveryCodes} />
            <button type="button" className="btn compact" onClick={() => confirming.reset()}>
              {words.done}
            </button>
          </div>
        </div>
      ) : on ? (
        <div className="pad">
          <p className="row">
            <ShieldCheck size={17} aria-hidden />
            {words.account.secondFactorOn}
          </p>
          <ProblemNote error={ending.error} />
          <div>
            <button type="button" className="btn danger" disabled={ending.isPending} onClick={() => ending.mutate()}>
              {words.account.switchOff}
            </button>
          </div>
        </div>
      ) : started === undefined ? (
        <div className="pad">
          <p className="soft">{words.account.secondFactorOff}</p>
          <ProblemNote error={starting.error} />
          <div>
            <button type="button" className="btn" disabled={starting.isPending} onClick={() => starting.mutate()}>
              {words.account.switchOn}
            </button>
          </div>
        </div>
      ) : (
        <form className="pad" onSubmit={confirm}>
          <p>{words.account.scan}</p>
          <div className="row">
            <code className="seed">{started.secret.replace(/(.{4})/g, '$1 ').trim()}</code>
            <CopyButton text={started.secret} what={words.account.seed} />
            <a className="btn compact" href={started.uri}>
              {words.account.openApp}
            </a>
          </div>
          <Field label={words.signIn.code}>{given => <input {...given} className="input mono" inputMode="numeric" autoComplete="one-time-code" required value={code} onChange={event => setCode(event.target.value)} />}</Field>
          <ProblemNote error={confirming.error} />
          <div className="row end">
            <button type="submit" className="btn primary" disabled={confirming.isPending}>
              {words.account.confirm}
            </button>
          </div>
        </form>
      )}
    </Card>
  );
}
