import {useQuery} from '@tanstack/react-query';
import {useDeferredValue, useMemo, useState, type SubmitEvent} from 'react';
import type {Operation} from '../api/client.ts';
import {operationOf, operations, resources, rolesOf} from '../api/queries.ts';
import {go, Link, usePlace} from '../app/router.tsx';
import {useAccount} from '../app/session.tsx';
import {leastRoles} from '../keys/LeastRole.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Card, Page} from '../parts/Page.tsx';
import {SearchBox} from '../parts/SearchBox.tsx';
import {Table} from '../parts/Table.tsx';
import {useLanguage} from '../words/language.tsx';
import './operations.css';

const STEP = 100;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Which call needs which resource, and which roles give it. */
export default function OperationsPage() {
  const {words, formats} = useLanguage();
  const place = usePlace();
  const listed = useQuery(operations());
  const {data} = listed;
  const [search, setSearch] = useState(place.search.get('search') ?? '');
  const [most, setMost] = useState(STEP);
  const settled = useDeferredValue(search.trim().toLowerCase());
  const found = useMemo(
    () => (data ?? []).filter(each => `${each.method} ${each.path} ${each.name} ${[...(each.needed.anyOf ?? []), ...(each.needed.allOf ?? [])].join(' ')}`.toLowerCase().includes(settled)),
    [data, settled],
  );
  const method = place.search.get('method');
  const path = place.search.get('path');
  return (
    <Page title={words.nav.operations} purpose={words.operations.purpose}>
      <Finder />
      {method === null || path === null ? null : <Found method={method} path={path} />}
      <div className="tools">
        <SearchBox label={words.operations.search} value={search} onChange={setSearch} />
        {data === undefined ? null : (
          <span className="soft" role="status">
            {words.operations.count(formats.number(found.length), formats.number(data.length))}
          </span>
        )}
      </div>
      <Fetched asked={listed} value={data} lines={8}>
        {() => (
          <Table label={words.nav.operations} heads={[words.why.call, words.operations.name, words.operations.needs]}>
            {found.slice(0, most).map(each => (
              <tr key={`${each.method} ${each.path}`}>
                <td className="call">
                  <Link className="strong mono" to={`/operations?method=${each.method}&path=${encodeURIComponent(sample(each.path))}`}>
                    <span className="method">{each.method}</span> {each.path}
                  </Link>
                </td>
                <td>{each.name}</td>
                <td>
                  <Needs operation={each} />
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Fetched>
      {found.length > most ? (
        <div>
          <button type="button" className="btn" onClick={() => setMost(most + STEP)}>
            {words.more}
          </button>
        </div>
      ) : null}
    </Page>
  );
}

/** A path that the template matches. */
function sample(template: string): string {
  return template.replace(/\{[^}]*\}/g, '1');
}

function Needs({operation}: {operation: Operation}) {
  const {words} = useLanguage();
  const {anyOf, allOf} = operation.needed;
  const keys = anyOf ?? allOf ?? [];
  if (keys.length === 0) {
    return <span className="faint">{words.operations.nothing}</span>;
  }
  return (
    <span className="chips">
      {keys.map((key, index) => (
        <span key={key} className="chips">
          {index === 0 ? null : <span className="faint small">{allOf === undefined ? words.why.or : words.why.and}</span>}
          <span className="chip mono">
            <span>{key}</span>
          </span>
        </span>
      ))}
    </span>
  );
}

function Finder() {
  const {words} = useLanguage();
  const place = usePlace();
  const [method, setMethod] = useState(place.search.get('method') ?? 'GET');
  const [path, setPath] = useState(place.search.get('path') ?? '');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    go(`/operations?method=${method}&path=${encodeURIComponent(path.trim())}`);
  };
  return (
    <form className="finder" onSubmit={submit}>
      <select className="select narrow" aria-label={words.why.method} value={method} onChange={event => setMethod(event.target.value)}>
        {METHODS.map(each => (
          <option key={each}>{each}</option>
        ))}
      </select>
      <input className="input mono" aria-label={words.operations.which} placeholder="/api/oms/pvt/orders/v502559llux-01" required pattern="/.*" spellCheck={false} value={path} onChange={event => setPath(event.target.value)} />
      <button type="submit" className="btn">
        {words.operations.find}
      </button>
    </form>
  );
}

/** What one call means here: its operation, what it needs, and the roles that give it. */
function Found({method, path}: {method: string; path: string}) {
  const {words} = useLanguage();
  const asked = useQuery(operationOf(method, path));
  return (
    <Fetched asked={asked} value={asked.data} lines={3}>
      {operation => (operation === null ? <div className="note">{words.operations.unknown(`${method} ${path}`)}</div> : <Meaning operation={operation} method={method} path={path} />)}
    </Fetched>
  );
}

function Meaning({operation: data, method, path}: {operation: Operation; method: string; path: string}) {
  const {words, formats} = useLanguage();
  const named = new Map(useQuery(resources()).data?.map(each => [each.key, each]));
  const roles = useQuery(rolesOf(useAccount())).data ?? [];
  const keys = data.needed.anyOf ?? data.needed.allOf ?? [];
  const offers = keys.length === 0 ? [] : leastRoles(roles, [data]).slice(0, 8);
  return (
    <Card title={data.name} aside={<span className="mono">{`${data.method} ${data.path}`}</span>}>
      <div className="pad">
        <dl className="facts">
          <dt>{words.operations.needs}</dt>
          <dd>
            {keys.length === 0
              ? words.operations.nothing
              : keys.map((key, index) => {
                  const resource = named.get(key);
                  return (
                    <div key={key}>
                      {index === 0 ? '' : `${data.needed.allOf === undefined ? words.why.or : words.why.and} `}
                      {resource === undefined ? '' : `${resource.product} · ${resource.name} `}
                      <code className="faint small">{key}</code>
                    </div>
                  );
                })}
          </dd>
          {offers.length === 0 ? null : (
            <>
              <dt>{words.operations.rolesFor}</dt>
              <dd>
                <ul className="offers">
                  {offers.map(({role, excess}) => (
                    <li key={role.id}>
                      <Link to={`/roles/${role.id}`}>{role.name}</Link>{' '}
                      <span className="faint small">{excess === 0 ? words.generate.exact : words.generate.leastOf(formats.number(excess))}</span>
                    </li>
                  ))}
                </ul>
              </dd>
            </>
          )}
        </dl>
        <div className="row">
          <Link className="btn compact" to={`/refusals?form=1&method=${method}&path=${encodeURIComponent(path)}`}>
            {words.operations.tryKey}
          </Link>
        </div>
      </div>
    </Card>
  );
}
