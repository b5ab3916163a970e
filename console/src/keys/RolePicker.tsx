import {useQuery} from '@tanstack/react-query';
import {TriangleAlert} from 'lucide-react';
import {useMemo, useState} from 'react';
import {rolesOf} from '../api/queries.ts';
import {useAccount} from '../app/session.tsx';
import {BoxRow} from '../parts/Box.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {SearchBox} from '../parts/SearchBox.tsx';
import {useLanguage} from '../words/language.tsx';
import {isOwner} from './KeyCells.tsx';

interface Props {
  chosen: ReadonlySet<number>;
  onChange: (chosen: ReadonlySet<number>) => void;
}

/** Roles to tick, with a search. Those chosen when it opened stand first. */
export function RolePicker({chosen, onChange}: Props) {
  const {words, formats} = useLanguage();
  const roles = useQuery(rolesOf(useAccount()));
  const [search, setSearch] = useState('');
  const [first] = useState(chosen);
  const shown = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return (roles.data ?? [])
      .filter(role => role.name.toLowerCase().includes(wanted))
      .sort((one, other) => Number(first.has(other.id)) - Number(first.has(one.id)) || Number(one.predefined) - Number(other.predefined));
  }, [roles.data, search, first]);
  const toggle = (id: number, on: boolean) => {
    const next = new Set(chosen);
    if (on) {
      next.add(id);
    } else {
      next.delete(id);
    }
    onChange(next);
  };
  const owner = (roles.data ?? []).some(role => chosen.has(role.id) && isOwner(role));
  return (
    <Fetched asked={roles} value={roles.data} inCard>
      {() => (
        <div className="stack tight">
          <SearchBox grow label={words.generate.roleSearch} value={search} onChange={setSearch} />
          <ul className="pick-list" tabIndex={0} aria-label={words.keys.role}>
            {shown.map(role => (
              <li key={role.id}>
                <BoxRow label={role.name} checked={chosen.has(role.id)} onChange={on => toggle(role.id, on)}>
                  {role.name} <span className="faint small">{words.generate.resources(formats.number(role.resources.length))}</span>
                </BoxRow>
              </li>
            ))}
          </ul>
          {owner ? (
            <div className="note">
              <TriangleAlert size={16} aria-hidden />
              <div>{words.generate.roleWarning}</div>
            </div>
          ) : null}
        </div>
      )}
    </Fetched>
  );
}
