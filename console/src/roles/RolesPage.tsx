import {useQuery} from '@tanstack/react-query';
import {Plus} from 'lucide-react';
import {useState} from 'react';
import {rolesOf} from '../api/queries.ts';
import {Link} from '../app/router.tsx';
import {useAccount, useMay} from '../app/session.tsx';
import {isOwner} from '../keys/KeyCells.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Page} from '../parts/Page.tsx';
import {SearchBox} from '../parts/SearchBox.tsx';
import {Empty} from '../parts/States.tsx';
import {Table} from '../parts/Table.tsx';
import {useLanguage} from '../words/language.tsx';

/** The account's roles: its own first, then those that come with the catalogue. */
export function RolesPage() {
  const {words, formats} = useLanguage();
  const mayCreate = useMay('Create_Role');
  const listed = useQuery(rolesOf(useAccount()));
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = listed.data
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
      <Fetched asked={listed} value={shown} empty={<Empty title={words.roles.none}>{words.keys.noneHint}</Empty>}>
        {roles => (
          <Table label={words.nav.roles} heads={[words.roles.name, words.roles.kind, words.roles.grants]}>
            {roles.map(role => (
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
          </Table>
        )}
      </Fetched>
    </Page>
  );
}
