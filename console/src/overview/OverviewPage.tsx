import {useQuery} from '@tanstack/react-query';
import {api, body} from '../api/client.ts';
import {Link} from '../app/router.tsx';
import {useAccount} from '../app/session.tsx';
import {countOfOldTokens} from '../keys/counts.ts';
import {TokenAge} from '../keys/KeyCells.tsx';
import {Tiles} from '../keys/Tiles.tsx';
import '../keys/keys.css';
import {Fetched} from '../parts/Fetched.tsx';
import {Card, Page} from '../parts/Page.tsx';
import {Alarms} from '../use/Alarms.tsx';
import {FailingKeys, TopCauses, Trend, useTrend} from '../use/Trend.tsx';
import {useLanguage} from '../words/language.tsx';
import {FirstSteps} from './FirstSteps.tsx';
import './overview.css';

const SHOWN = 6;

/** How the account is: what was refused, why, for whom, and what is to be done. */
export default function OverviewPage() {
  const {words} = useLanguage();
  const trend = useTrend();
  return (
    <Page title={words.nav.overview} purpose={words.overview.purpose}>
      <FirstSteps />
      <Tiles />
      <div className="cols">
        <div className="stack">
          <Trend trend={trend} />
          <OldTokens />
        </div>
        <div className="stack">
          <TopCauses trend={trend} />
          <FailingKeys trend={trend} />
          <Alarms />
        </div>
      </div>
    </Page>
  );
}

function OldTokens() {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const count = useQuery(countOfOldTokens(account)).data;
  const listed = useQuery({
    queryKey: [account, 'keys', 'oldest'],
    queryFn: () => body(api.GET('/v1/accounts/{account}/keys', {params: {path: {account}, query: {sort: 'tokenSince', state: 'active', limit: SHOWN}}})),
  });
  return (
    <Card title={words.overview.oldest} aside={count === undefined ? undefined : words.overview.toRenew(formats.number(count))}>
      <Fetched asked={listed} value={listed.data?.items} inCard lines={3}>
        {keys => (
          <ul className="plain-list">
            {keys.map(key => (
              <li key={key.id}>
                <div className="grow">
                  <Link className="strong" to={`/keys/${encodeURIComponent(key.appKey)}`}>
                    {key.label}
                  </Link>
                </div>
                <TokenAge since={key.tokenSince} due={key.renewalDue} renewing={key.renewing} />
              </li>
            ))}
          </ul>
        )}
      </Fetched>
    </Card>
  );
}
