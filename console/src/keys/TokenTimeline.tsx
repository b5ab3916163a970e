import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import {api, body, type Key} from '../api/client.ts';
import {useAccount, useMay} from '../app/session.tsx';
import {Confirm} from '../parts/Confirm.tsx';
import {Effects} from '../parts/Effects.tsx';
import {Card} from '../parts/Page.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {useLanguage} from '../words/language.tsx';
import {TokenAge} from './KeyCells.tsx';

const LIVE_MILLIS = 5000;
const QUIET_MILLIS = 24 * 3600_000;

/** The key's tokens: one, or two while it is being renewed, with who still calls with the old one. */
export function TokenTimeline({value}: {value: Key}) {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const mayRenew = useMay('RenewApiToken');
  const [asked, setAsked] = useState<'finish' | 'undo' | null>(null);
  const {data: renewal} = useQuery({
    queryKey: [account, 'renewal', value.id, value.renewing],
    enabled: value.renewing,
    refetchInterval: LIVE_MILLIS,
    queryFn: () => body(api.GET('/v1/accounts/{account}/keys/{key}/renewal', {params: {path: {account, key: value.id}}})),
  });
  const use = renewal?.oldTokenUse;
  const lastOld = use?.lastSeen ?? null;
  const quiet = use !== undefined && (lastOld === null || Date.now() - Date.parse(lastOld) > QUIET_MILLIS);
  return (
    <Card title={value.renewing ? words.key.tokensTwo : words.key.token} aside={value.renewing ? words.key.tokensAside : undefined}>
      {value.renewing ? (
        <div className="token-line">
          <div>
            <span className="chip">{words.key.oldToken}</span>
          </div>
          <div className="stack tight">
            {renewal?.oldTokenSince === undefined ? null : <TokenAge since={renewal.oldTokenSince} due="none" renewing={false} />}
            {use === undefined ? null : (
              <p>
                {use.count === 0 ? words.key.oldUnused : words.key.oldUsed(formats.counted(use.count, words.key.call, words.key.calls), lastOld === null ? '' : formats.ago(lastOld))}
              </p>
            )}
            {use === undefined || use.callers.length === 0 ? null : (
              <table className="table callers">
                <thead>
                  <tr>
                    <th scope="col">{words.key.from}</th>
                    <th scope="col">{words.key.program}</th>
                    <th scope="col">{words.key.callsHead}</th>
                    <th scope="col">{words.key.last}</th>
                  </tr>
                </thead>
                <tbody>
                  {use.callers.map(caller => (
                    <tr key={`${caller.address} ${caller.userAgent}`}>
                      <td className="mono">{caller.address}</td>
                      <td>{caller.userAgent === '' ? '–' : caller.userAgent}</td>
                      <td className="num-cell">{formats.number(caller.count)}</td>
                      <td className="nowrap">{formats.ago(caller.lastSeen)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </div>
        </div>
      ) : null}
      <div className="token-line">
        <div>
          <span className={`chip ${value.renewing ? 'brand' : 'ok'}`}>{value.renewing ? words.key.newToken : words.key.onlyToken}</span>
        </div>
        <div className="stack tight">
          <TokenAge since={value.tokenSince} due={value.renewalDue} renewing={false} />
          <p className="soft small">{words.key.since(formats.moment(value.tokenSince))}</p>
        </div>
      </div>
      {value.renewing && mayRenew ? (
        <div className="pad">
          <div className={`note ${quiet ? 'ok' : ''}`}>
            <div>
              {quiet ? words.key.safe : words.key.notYet}
              {renewal !== undefined && renewal.finishAfterDays > 0 ? ` ${words.key.byItself(formats.counted(renewal.finishAfterDays, words.key.day, words.key.days))}` : ''}
            </div>
          </div>
          <div className="row">
            <button type="button" className={`btn ${quiet ? 'primary' : ''}`} onClick={() => setAsked('finish')}>
              {words.key.finish}
            </button>
            <button type="button" className="btn" onClick={() => setAsked('undo')}>
              {words.key.undo}
            </button>
          </div>
        </div>
      ) : null}
      {asked === null ? null : <Ending what={asked} value={value} still={use?.count ?? 0} onClose={() => setAsked(null)} />}
    </Card>
  );
}

function Ending({what, value, still, onClose}: {what: 'finish' | 'undo'; value: Key; still: number; onClose: () => void}) {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const params = {path: {account, key: value.id}};
  const ending = useMutation({
    mutationFn: () =>
      what === 'finish'
        ? body(api.POST('/v1/accounts/{account}/keys/{key}/renewal/finish', {params}))
        : body(api.POST('/v1/accounts/{account}/keys/{key}/renewal/undo', {params})),
    onSuccess: async () => {
      onClose();
      toast('ok', what === 'finish' ? words.key.finished(value.label) : words.key.undone(value.label));
      await client.invalidateQueries({queryKey: [account]});
    },
  });
  return (
    <Confirm
      title={what === 'finish' ? words.key.finishTitle : words.key.undoTitle}
      action={what === 'finish' ? words.key.finish : words.key.undo}
      danger
      pending={ending.isPending}
      error={ending.error}
      onConfirm={() => ending.mutate()}
      onClose={onClose}
    >
      <p>{what === 'finish' ? words.key.finishText : words.key.undoText}</p>
      <Effects method="POST" path={`/v1/accounts/${encodeURIComponent(account)}/keys/${value.id}/renewal/${what}`} />
      {what === 'finish' && still > 0 ? <div className="note">{words.key.oldUsed(formats.counted(still, words.key.call, words.key.calls), '')}</div> : null}
    </Confirm>
  );
}
