import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {api, body, type Key} from '../api/client.ts';
import {refusalsOf} from '../api/queries.ts';
import {Link} from '../app/router.tsx';
import {useAccount, useMay} from '../app/session.tsx';
import {AuditLine} from '../audit/AuditLine.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Card} from '../parts/Page.tsx';
import {serverLanguage, useLanguage} from '../words/language.tsx';

const SHOWN = 6;

/** Why the key was refused lately, by cause. */
export function KeyRefusals({appKey}: {appKey: string}) {
  const {words, formats, language} = useLanguage();
  const listed = useQuery({
    ...refusalsOf(useAccount(), serverLanguage(language)),
    select: refusals => refusals.filter(each => each.appKey === appKey),
  });
  return (
    <Card title={words.key.refusals} aside={listed.data === undefined ? undefined : formats.counted(listed.data.length, words.key.refusal, words.key.refusalsCount)}>
      <Fetched asked={listed} value={listed.data} lines={3} inCard empty={<div className="pad soft">{words.key.noRefusals}</div>}>
        {refusals => (
          <ul className="plain-list">
            {refusals.slice(0, SHOWN).map(refusal => (
              <li key={refusal.id}>
                <div className="grow">
                  <Link className="strong" to={`/refusals/${refusal.id}`}>
                    {refusal.title}
                  </Link>
                  <div className="mono small soft">
                    {refusal.method} {refusal.route}
                  </div>
                </div>
                <span className="faint small nowrap" title={formats.moment(refusal.at)}>
                  {formats.ago(refusal.at)}
                </span>
              </li>
            ))}
            {refusals.length > SHOWN ? (
              <li>
                <Link to={`/refusals?appKey=${encodeURIComponent(appKey)}`}>{words.key.allRefusals}</Link>
              </li>
            ) : null}
          </ul>
        )}
      </Fetched>
    </Card>
  );
}

/** The single-access links of the key's tokens, and who opened them. */
export function KeyLinks({value}: {value: Key}) {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const mayCancel = useMay('EditApiKeys', 'RenewApiToken', 'Save_User');
  const {data} = useQuery({
    queryKey: [account, 'links', value.id],
    queryFn: () => body(api.GET('/v1/accounts/{account}/keys/{key}/links', {params: {path: {account, key: value.id}}})),
  });
  const cancelling = useMutation({
    mutationFn: (link: string) => body(api.DELETE('/v1/accounts/{account}/links/{link}', {params: {path: {account, link}}})),
    onSettled: () => client.invalidateQueries({queryKey: [account, 'links', value.id]}),
  });
  if (data === undefined || data.items.length === 0) {
    return null;
  }
  return (
    <Card title={words.key.links}>
      <ul className="plain-list">
        {data.items.map(link => (
          <li key={link.id}>
            <div className="grow">
              {words.key.linkStates[link.state]}
              <div className="faint small">
                {link.endedAt === undefined ? words.key.until(formats.moment(link.expiresAt)) : formats.moment(link.endedAt)}
                {link.address == null ? '' : ` · ${link.address}`}
              </div>
            </div>
            {link.state === 'waiting' && mayCancel ? (
              <button type="button" className="btn compact" disabled={cancelling.isPending} onClick={() => cancelling.mutate(link.id)}>
                {words.key.cancelLink}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Who changed the key. */
export function KeyHistory({appKey}: {appKey: string}) {
  const {words} = useLanguage();
  const account = useAccount();
  const target = `key:${appKey}`;
  const may = useMay('view_metrics', 'Save_Account');
  const {data} = useQuery({
    queryKey: [account, 'audit', target],
    enabled: may,
    queryFn: () => body(api.GET('/v1/accounts/{account}/audit', {params: {path: {account}, query: {target, limit: SHOWN}}})),
  });
  if (data === undefined || data.items.length === 0) {
    return null;
  }
  return (
    <Card title={words.key.history}>
      <ul className="plain-list">
        {data.items.map(entry => (
          <AuditLine key={entry.revision} entry={entry} />
        ))}
        <li>
          <Link to={`/audit?target=${encodeURIComponent(target)}`}>{words.key.allHistory}</Link>
        </li>
      </ul>
    </Card>
  );
}
