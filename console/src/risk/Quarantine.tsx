import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import {api, body} from '../api/client.ts';
import {useAccount, useMay} from '../app/session.tsx';
import {KeyName} from '../keys/KeyCells.tsx';
import {Confirm} from '../parts/Confirm.tsx';
import {Effects} from '../parts/Effects.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Field} from '../parts/Field.tsx';
import {Card} from '../parts/Page.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {useLanguage} from '../words/language.tsx';

/** A key by what it is called. */
export interface Named {
  readonly id: string;
  readonly label: string;
  readonly appKey: string;
}

/** The keys in quarantine, and the way out of it. */
export function Quarantine() {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const mayEdit = useMay('EditApiKeys', 'Save_User');
  const [asked, setAsked] = useState<Named | null>(null);
  const listed = useQuery({
    queryKey: [account, 'keys', 'quarantined'],
    queryFn: () => body(api.GET('/v1/accounts/{account}/keys', {params: {path: {account}, query: {state: 'quarantined', limit: 200}}})),
  });
  return (
    <Card title={words.risk.quarantine} aside={listed.data?.total === undefined ? undefined : formats.number(listed.data.total)}>
      <Fetched asked={listed} value={listed.data?.items} inCard lines={2} empty={<p className="pad soft">{words.risk.noQuarantine}</p>}>
        {keys => (
          <ul className="plain-list">
            {keys.map(key => (
              <li key={key.id}>
                <div className="grow">
                  <KeyName label={key.label} appKey={key.appKey} />
                  {key.quarantinedAt === undefined ? null : <div className="faint small">{formats.ago(key.quarantinedAt)}</div>}
                </div>
                {mayEdit ? (
                  <button type="button" className="btn compact" onClick={() => setAsked(key)}>
                    {words.risk.release}
                  </button>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Fetched>
      {asked === null ? null : <QuarantineDialog what="release" value={asked} onClose={() => setAsked(null)} />}
    </Card>
  );
}

/** Puts a key in quarantine or releases it, for a reason, after saying what that does. */
export function QuarantineDialog({what, value, onClose}: {what: 'quarantine' | 'release'; value: Named; onClose: () => void}) {
  const {words} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const isRelease = what === 'release';
  const params = {path: {account, key: value.id}};
  const sent = {reason: reason.trim()};
  const changing = useMutation({
    mutationFn: () => (isRelease ? body(api.POST('/v1/accounts/{account}/keys/{key}/release', {params, body: sent})) : body(api.POST('/v1/accounts/{account}/keys/{key}/quarantine', {params, body: sent}))),
    onSuccess: async () => {
      onClose();
      toast('ok', isRelease ? words.risk.released(value.label) : words.risk.quarantined(value.label));
      await client.invalidateQueries({queryKey: [account]});
    },
  });
  return (
    <Confirm
      title={isRelease ? words.risk.releaseTitle(value.label) : words.risk.quarantineTitle(value.label)}
      action={isRelease ? words.risk.releaseSubmit : words.risk.quarantineSubmit}
      danger={!isRelease}
      pending={changing.isPending || sent.reason === ''}
      error={changing.error}
      onConfirm={() => changing.mutate()}
      onClose={onClose}
    >
      <p>{isRelease ? words.risk.releaseText : words.risk.quarantineText}</p>
      <Effects method="POST" path={`/v1/accounts/${encodeURIComponent(account)}/keys/${value.id}/${what}`} sent={{reason: 'preview'}} />
      <Field label={words.risk.reason} hint={words.risk.reasonHint}>
        {given => <input {...given} className="input" maxLength={200} value={reason} onChange={event => setReason(event.target.value)} />}
      </Field>
    </Confirm>
  );
}
