import {useQuery} from '@tanstack/react-query';
import {api, body} from '../api/client.ts';
import {Link} from '../app/router.tsx';
import {useAccount} from '../app/session.tsx';
import {StateChip} from '../keys/KeyCells.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Card} from '../parts/Page.tsx';
import {useLanguage} from '../words/language.tsx';

/** Tokens that were found in the open, and what their keys did since. */
export function Leaks() {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const listed = useQuery({
    queryKey: [account, 'leaks'],
    queryFn: () => body(api.GET('/v1/accounts/{account}/leaks', {params: {path: {account}, query: {limit: 100}}})),
  });
  return (
    <Card title={words.risk.leaks}>
      <Fetched asked={listed} value={listed.data?.items} inCard lines={2} empty={<p className="pad soft">{words.risk.noLeaks}</p>}>
        {leaks => (
          <ul className="plain-list">
            {leaks.map(leak => (
              <li key={leak.id}>
                <div className="grow">
                  <Link className="strong mono small" to={`/keys/${encodeURIComponent(leak.appKey ?? '')}`}>
                    {leak.appKey}
                  </Link>
                  <div className="faint small">
                    {leak.source === undefined ? '' : words.risk.foundIn(leak.source)} {leak.url === undefined || leak.url === '' ? '' : `· ${leak.url}`}
                  </div>
                  <div className="chips">
                    {leak.state === undefined ? null : <StateChip state={leak.state} />}
                    <span className={`chip ${leak.since?.usedSince === true ? 'bad' : ''}`}>{leak.since?.usedSince === true ? words.risk.usedSince : words.risk.silentSince}</span>
                    {(leak.since?.refused ?? 0) > 0 ? <span className="chip warn">{words.risk.refusedSince(formats.number(leak.since?.refused ?? 0))}</span> : null}
                  </div>
                </div>
                {leak.reportedAt === undefined ? null : (
                  <span className="faint small nowrap" title={formats.moment(leak.reportedAt)}>
                    {formats.ago(leak.reportedAt)}
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </Fetched>
    </Card>
  );
}
