import {useMutation, useQueryClient} from '@tanstack/react-query';
import {Search, ShieldAlert} from 'lucide-react';
import {useRef, useState, type SubmitEvent} from 'react';
import {api, body, type Schemas} from '../api/client.ts';
import {Link} from '../app/router.tsx';
import {useAccount} from '../app/session.tsx';
import {StateChip} from '../keys/KeyCells.tsx';
import {Effects} from '../parts/Effects.tsx';
import {Field} from '../parts/Field.tsx';
import {Card} from '../parts/Page.tsx';
import {ProblemNote} from '../parts/States.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {useLanguage} from '../words/language.tsx';

const OURS = /cft_[0-9A-Za-z]{49}/;

/** The token in a text: one that is ours by its shape, or all of it. */
export function tokenIn(text: string): string {
  return OURS.exec(text)?.[0] ?? text.trim();
}

interface Owner {
  readonly known: boolean;
  readonly appKey?: string;
  readonly label?: string;
  readonly state?: Schemas['Key']['state'];
  readonly onLeak?: 'quarantine' | 'alarm';
}

/** Says whose a token is that was found somewhere. The token leaves the field at once, and this page with the answer. */
export function LeakCheck() {
  const {words} = useLanguage();
  const account = useAccount();
  const token = useRef('');
  const [text, setText] = useState('');
  const [owner, setOwner] = useState<Owner | null>(null);
  const asking = useMutation({
    mutationFn: () => body(api.POST('/v1/accounts/{account}/leaks', {params: {path: {account}}, body: {token: token.current, dryRun: true}})),
    onSuccess: found => {
      setOwner(found);
      if (!found.known) {
        token.current = '';
      }
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    token.current = tokenIn(text);
    setText('');
    asking.mutate();
  };
  const forget = () => {
    token.current = '';
    setOwner(null);
    asking.reset();
  };
  return (
    <Card title={words.risk.leakTitle} aside={words.risk.leakAside}>
      <div className="pad">
        {owner === null ? (
          <form className="stack tight" onSubmit={submit}>
            <Field label={words.risk.leakLabel} hint={words.risk.leakHint}>
              {given => (
                <textarea {...given} className="textarea mono" required maxLength={4096} rows={2} spellCheck={false} autoComplete="off" value={text} onChange={event => setText(event.target.value)} />
              )}
            </Field>
            <ProblemNote error={asking.error} />
            <div className="row end">
              <button type="submit" className="btn primary" disabled={asking.isPending || text.trim() === ''}>
                <Search size={15} aria-hidden />
                {words.risk.leakAsk}
              </button>
            </div>
          </form>
        ) : owner.known ? (
          <Known owner={owner} token={() => token.current} onForget={forget} />
        ) : (
          <>
            <div className="note ok" role="status">
              <div>
                <b>{words.risk.unknown}</b> {words.risk.unknownHint}
              </div>
            </div>
            <div>
              <button type="button" className="btn" onClick={forget}>
                {words.risk.forget}
              </button>
            </div>
          </>
        )}
      </div>
    </Card>
  );
}

/** Whose it is, what the account's rule would do, and what that would do to its callers; then the report. */
function Known({owner, token, onForget}: {owner: Owner; token: () => string; onForget: () => void}) {
  const {words} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const [url, setUrl] = useState('');
  const name = owner.label ?? owner.appKey ?? '';
  const quarantines = owner.onLeak !== 'alarm' && owner.state !== 'quarantined';
  const reporting = useMutation({
    mutationFn: () => body(api.POST('/v1/accounts/{account}/leaks', {params: {path: {account}}, body: {token: token(), source: 'console', ...(url.trim() === '' ? {} : {url: url.trim()})}})),
    onSuccess: async () => {
      onForget();
      toast('ok', words.risk.reported(name));
      await client.invalidateQueries({queryKey: [account]});
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    reporting.mutate();
  };
  return (
    <form className="stack tight" onSubmit={submit}>
      <div className="note bad" role="alert">
        <ShieldAlert size={16} aria-hidden />
        <div className="stack tight">
          <span>
            <b>{words.risk.known(name)}</b> {owner.state === 'quarantined' ? words.risk.isQuarantined : owner.onLeak === 'alarm' ? words.risk.willAlarm : words.risk.willQuarantine}
          </span>
          <span className="row">
            <Link className="mono" to={`/keys/${encodeURIComponent(owner.appKey ?? '')}`}>
              {owner.appKey}
            </Link>
            {owner.state === undefined ? null : <StateChip state={owner.state} />}
          </span>
        </div>
      </div>
      {quarantines && owner.appKey !== undefined ? (
        <Effects method="POST" path={`/v1/accounts/${encodeURIComponent(account)}/keys/${encodeURIComponent(owner.appKey)}/quarantine`} sent={{reason: 'leaked'}} />
      ) : null}
      <Field label={`${words.risk.place} (${words.optional})`} hint={words.risk.placeHint}>
        {given => <input {...given} className="input" maxLength={500} spellCheck={false} value={url} onChange={event => setUrl(event.target.value)} />}
      </Field>
      <ProblemNote error={reporting.error} />
      <div className="row end">
        <button type="button" className="btn" onClick={onForget}>
          {words.cancel}
        </button>
        <button type="submit" className={`btn primary ${quarantines ? 'danger' : ''}`} disabled={reporting.isPending}>
          {quarantines ? words.risk.reportQuarantine : words.risk.report}
        </button>
      </div>
    </form>
  );
}
