import {useQuery} from '@tanstack/react-query';
import {CirclePause, CirclePlay} from 'lucide-react';
import {useState} from 'react';
import {refusalsOf} from '../api/queries.ts';
import {Link} from '../app/router.tsx';
import {useAccount} from '../app/session.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Page} from '../parts/Page.tsx';
import {SearchBox} from '../parts/SearchBox.tsx';
import {Empty} from '../parts/States.tsx';
import {Table} from '../parts/Table.tsx';
import {serverLanguage, useLanguage} from '../words/language.tsx';
import './log.css';

const LIVE_MILLIS = 2000;

/** What is refused, as it happens. */
export default function LogPage() {
  const {words, formats, language} = useLanguage();
  const [live, setLive] = useState(true);
  const [search, setSearch] = useState('');
  const [code, setCode] = useState('');
  const listed = useQuery({...refusalsOf(useAccount(), serverLanguage(language)), refetchInterval: live ? LIVE_MILLIS : false});
  const wanted = search.trim().toLowerCase();
  const codes = [...new Set(listed.data?.map(each => each.code))].sort();
  const shown = listed.data?.filter(
    each => (code === '' || each.code === code) && `${each.appKey ?? ''} ${each.method ?? ''} ${each.route ?? ''} ${each.address ?? ''} ${each.id}`.toLowerCase().includes(wanted),
  );
  return (
    <Page
      title={words.nav.log}
      purpose={words.log.purpose}
      actions={
        <button type="button" className="btn" aria-pressed={!live} onClick={() => setLive(!live)}>
          {live ? <CirclePause size={16} aria-hidden /> : <CirclePlay size={16} aria-hidden />}
          {live ? words.log.pause : words.log.resume}
        </button>
      }
    >
      <div className="tools">
        <SearchBox label={words.log.search} value={search} onChange={setSearch} />
        <select className="select narrow" aria-label={words.why.cause} value={code} onChange={event => setCode(event.target.value)}>
          <option value="">{words.log.anyCause}</option>
          {codes.map(each => (
            <option key={each}>{each}</option>
          ))}
        </select>
        <span className="spacer" />
        <span className={`chip ${live ? 'ok' : ''}`} role="status">
          {live ? words.log.live : words.log.paused}
        </span>
      </div>
      <Fetched asked={listed} value={shown} lines={8} empty={<Empty title={words.why.nothing}>{words.why.nothingHint}</Empty>}>
        {refusals => (
          <Table label={words.nav.log} heads={[words.why.when, 'HTTP', words.why.cause, words.why.call, 'appKey', words.why.from]} className="log">
            {refusals.map(each => (
              <tr key={each.id}>
                <td className="mono nowrap small">{formats.moment(each.at)}</td>
                <td>
                  <span className="chip bad">{each.status}</span>
                </td>
                <td>
                  <Link className="strong" to={`/refusals/${each.id}`}>
                    {each.title}
                  </Link>
                </td>
                <td className="mono small">
                  {each.method} {each.route}
                </td>
                <td className="mono small nowrap">{each.appKey === null ? '–' : <Link to={`/keys/${encodeURIComponent(each.appKey)}`}>{each.appKey}</Link>}</td>
                <td className="mono small nowrap">{each.address ?? '–'}</td>
              </tr>
            ))}
          </Table>
        )}
      </Fetched>
    </Page>
  );
}
