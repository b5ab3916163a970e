import {useQuery} from '@tanstack/react-query';
import {rolesOf} from '../api/queries.ts';
import {Link} from '../app/router.tsx';
import {useAccount, useMay} from '../app/session.tsx';
import {countOf} from '../keys/counts.ts';
import {isOwner} from '../keys/KeyCells.tsx';
import {filterOf} from '../keys/search.ts';
import {Page} from '../parts/Page.tsx';
import {Alarms} from '../use/Alarms.tsx';
import {useLanguage} from '../words/language.tsx';
import '../keys/keys.css';
import '../roles/roles.css';
import {LeakCheck} from './LeakCheck.tsx';
import {Leaks} from './Leaks.tsx';
import {Quarantine} from './Quarantine.tsx';
import {Sizing} from './Sizing.tsx';

/** What could go wrong with keys: too much allowed, tokens in the open, keys that nobody looks after. */
export default function RiskPage() {
  const {words} = useLanguage();
  const mayReport = useMay('EditApiKeys', 'Save_User');
  return (
    <Page title={words.nav.risk} purpose={words.risk.purpose}>
      <RiskTiles />
      <div className="cols">
        <div className="stack">
          {mayReport ? <LeakCheck /> : null}
          <Leaks />
        </div>
        <div className="stack">
          <Quarantine />
          <Alarms />
        </div>
      </div>
      <Sizing />
    </Page>
  );
}

/** Counts of keys that call for a look, each leading to them. */
function RiskTiles() {
  const {words} = useLanguage();
  const account = useAccount();
  const owner = useQuery(rolesOf(account)).data?.find(isOwner)?.id;
  return (
    <div className="tiles" role="group" aria-label={words.risk.tiles}>
      <RiskTile name={words.keys.tiles.old} filter={filterOf('old')} to="/keys?show=old" meaning="warn" />
      <RiskTile name={words.keys.tiles.unused} filter={filterOf('unused')} to="/keys?show=unused" meaning="warn" />
      <RiskTile name={words.keys.tiles.noRole} filter={filterOf('noRole')} to="/keys?show=noRole" meaning="warn" />
      {owner === undefined ? null : <RiskTile name={words.risk.owner} filter={{role: owner}} to={`/keys?role=${owner}`} meaning="bad" />}
    </div>
  );
}

function RiskTile({name, filter, to, meaning}: {name: string; filter: Parameters<typeof countOf>[1]; to: string; meaning: string}) {
  const {formats} = useLanguage();
  const {data} = useQuery(countOf(useAccount(), filter));
  return (
    <Link className={`tile ${data === undefined || data === 0 ? '' : meaning}`} to={to}>
      <b>{data === undefined ? '–' : formats.number(data)}</b>
      <span>{name}</span>
    </Link>
  );
}
