import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {useState, type SubmitEvent} from 'react';
import {send, type AuditEntry} from '../api/client.ts';
import {useAccount, useSession} from '../app/session.tsx';
import {AuditLine} from '../audit/AuditLine.tsx';
import {BoxRow} from '../parts/Box.tsx';
import {Field} from '../parts/Field.tsx';
import {Card} from '../parts/Page.tsx';
import {ProblemNote} from '../parts/States.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {useLanguage} from '../words/language.tsx';

/** Who is the Sponsor, and who is invited to become it. */
export interface Sponsorship {
  readonly account: string;
  readonly sponsor: {readonly email?: string; readonly name?: string};
  readonly invitation: {readonly email: string; readonly sentAt: string; readonly expiresAt: string} | null;
  readonly terms?: string;
  readonly log?: readonly AuditEntry[];
}

/** Hands the account over to another person: by an invitation that they accept, with its story. */
export function SponsorCard() {
  const {words, formats} = useLanguage();
  const {session: signed} = useSession();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const at = `/v1/accounts/${encodeURIComponent(account)}/sponsor`;
  const isSponsor = signed.accounts.some(each => each.account === account && each.sponsor);
  const {data} = useQuery({queryKey: [account, 'sponsor'], queryFn: async () => (await send('GET', at)) as Sponsorship});
  const [email, setEmail] = useState('');
  const [agreed, setAgreed] = useState(false);
  const changing = useMutation({
    mutationFn: ({method, path, sent}: {method: string; path: string; sent?: object; told: string}) => send(method, at + path, sent),
    onSuccess: async (_, {told}) => {
      toast('ok', told);
      setEmail('');
      setAgreed(false);
      await client.invalidateQueries({queryKey: [account, 'sponsor']});
    },
  });
  if (data === undefined) {
    return null;
  }
  const invite = (event: SubmitEvent) => {
    event.preventDefault();
    changing.mutate({method: 'POST', path: '/invitation', sent: {email: email.trim(), acceptTerms: true}, told: words.sponsor.invited(email.trim())});
  };
  return (
    <Card title={words.users.sponsor} aside={data.sponsor.email}>
      {data.invitation !== null ? (
        <div className="pad">
          <p>
            {words.sponsor.waiting(data.invitation.email)} <span className="faint">{words.key.until(formats.moment(data.invitation.expiresAt))}</span>
          </p>
          <ProblemNote error={changing.error} />
          {isSponsor ? (
            <div className="row">
              <button type="button" className="btn compact" disabled={changing.isPending} onClick={() => changing.mutate({method: 'POST', path: '/invitation/resend', told: words.sponsor.resent})}>
                {words.sponsor.resend}
              </button>
              <button type="button" className="btn compact danger" disabled={changing.isPending} onClick={() => changing.mutate({method: 'DELETE', path: '/invitation', told: words.sponsor.cancelled})}>
                {words.key.cancelLink}
              </button>
            </div>
          ) : null}
        </div>
      ) : isSponsor ? (
        <form className="pad" onSubmit={invite}>
          <p className="soft">{words.sponsor.hint}</p>
          <Field label={words.sponsor.to} hint={words.sponsor.toHint}>
            {given => <input {...given} className="input" type="email" required value={email} onChange={event => setEmail(event.target.value)} />}
          </Field>
          <BoxRow label={words.sponsor.agree} checked={agreed} onChange={setAgreed}>
            {data.terms ?? words.sponsor.agree}
          </BoxRow>
          <ProblemNote error={changing.error} />
          <div className="row end">
            <button type="submit" className="btn" disabled={!agreed || changing.isPending}>
              {words.sponsor.invite}
            </button>
          </div>
        </form>
      ) : (
        <p className="pad faint small">{words.sponsor.onlySponsor}</p>
      )}
      {data.log === undefined || data.log.length === 0 ? null : (
        <ul className="plain-list">
          {data.log.slice(0, 8).map(entry => (
            <AuditLine key={entry.revision} entry={entry} />
          ))}
        </ul>
      )}
    </Card>
  );
}
