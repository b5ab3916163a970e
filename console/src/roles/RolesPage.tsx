import {useQuery} from '@tanstack/react-query';
import {Plus} from 'lucide-react';
import {useState} from 'react';
import {rolesOf} from '../api/queries.ts';
import {Link} from '../app/router.tsx';
import {useAccount, useMay} from '../app/session.tsx';
import {isOwner} from '../keys/KeyCells.tsx';
import {Page} from '../parts/Page.tsx';
import {SearchBox} from '../parts/SearchBox.tsx';
import {Empty, Failed, Loading} from '../parts/States.tsx';
import {useLanguage} from '../words/language.tsx';

/** The account's roles: its own first, then those that come with the catalogue. */
export function RolesPage() {
  const {words, formats} = useLanguage();
  const mayCreate = useMay('Create_Role');
  const {data, error, refetch} = useQuery(rolesOf(useAccount()));
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = data
    ?.filter(role => role.name.toLowerCase().includes(wanted) || role.resources.some(each => each.toLowerCase() === wanted))
    .toSorted((one, other) => Number(one.predefined) - Number(other.predefined) || one.name.localeCompare(other.name));
  return (
    <Page
      title={words.nav.roles}
      purpose={words.roles.purpose}
      actions={
        mayCreate ? (
          <Link className="btn primary" to="/roles/new">
            <Plus size={16} aria-hidden />
            {words.roles.create}
          </Link>
        ) : undefined
      }
    >
      <div className="tools">
        <SearchBox label={words.roles.search} value={search} onChange={setSearch} />
      </div>
      {error !== null && data === undefined ? (
        <div className="card">
          <Failed error={error} retry={() => void refetch()} />
        </div>
      ) : shown === undefined ? (
        <div className="card">
          <Loading />
        </div>
      ) : shown.length === 0 ? (
        <div className="card">
          <Empty title={words.roles.none}>{words.keys.noneHint}</Empty>
        </div>
      ) : (
        <div className="table-wrap" role="region" aria-label={words.nav.roles} tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{words.roles.name}</th>
                <th scope="col">{words.roles.kind}</th>
                <th scope="col">{words.roles.grants}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(role => (
                <tr key={role.id}>
                  <td>
                    <Link className="strong" to={`/roles/${role.id}`}>
                      {role.name}
                    </Link>
                  </td>
                  <td>
                    <span className="chips">
                      <span className={`chip ${role.predefined ? '' : 'brand'}`}>{role.predefined ? words.roles.predefined : words.roles.custom}</span>
                      {isOwner(role) ? <span className="chip bad">{words.roles.everything}</span> : null}
                    </span>
                  </td>
                  <td className="num-cell">{words.generate.resources(formats.number(role.resources.length))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}
