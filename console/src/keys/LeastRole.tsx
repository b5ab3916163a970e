import {useQuery} from '@tanstack/react-query';
import {useMemo, useState} from 'react';
import type {Operation, Role} from '../api/client.ts';
import {operations, rolesOf} from '../api/queries.ts';
import {useAccount} from '../app/session.tsx';
import {BoxRow} from '../parts/Box.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {SearchBox} from '../parts/SearchBox.tsx';
import {useLanguage} from '../words/language.tsx';

const SHOWN = 60;
const OFFERED = 4;

/** A role that meets every call, and how many resources it grants beyond what they need. */
export interface Offer {
  readonly role: Role;
  readonly excess: number;
}

function meets(role: Role, operation: Operation): boolean {
  const {anyOf, allOf} = operation.needed;
  const held = new Set(role.resources);
  return (anyOf === undefined || anyOf.some(each => held.has(each))) && (allOf === undefined || allOf.every(each => held.has(each)));
}

/** The roles that meet all calls, what grants least first. */
export function leastRoles(roles: readonly Role[], calls: readonly Operation[]): Offer[] {
  const wanted = new Set(calls.flatMap(call => [...(call.needed.anyOf ?? []), ...(call.needed.allOf ?? [])]));
  return roles
    .filter(role => calls.every(call => meets(role, call)))
    .map(role => ({role, excess: role.resources.filter(each => !wanted.has(each)).length}))
    .sort((one, other) => one.excess - other.excess || one.role.name.localeCompare(other.role.name));
}

interface Props {
  chosen: ReadonlySet<number>;
  onChange: (chosen: ReadonlySet<number>) => void;
}

/** Finds the role that grants least from the calls that the key must make. */
export function LeastRole({chosen, onChange}: Props) {
  const {words, formats} = useLanguage();
  const listed = useQuery(operations());
  const roles = useQuery(rolesOf(useAccount())).data;
  const [search, setSearch] = useState('');
  const [calls, setCalls] = useState<readonly Operation[]>([]);
  const found = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return (listed.data ?? []).filter(each => `${each.method} ${each.path} ${each.name}`.toLowerCase().includes(wanted)).slice(0, SHOWN);
  }, [listed.data, search]);
  const offers = useMemo(() => (calls.length === 0 || roles === undefined ? [] : leastRoles(roles, calls).slice(0, OFFERED)), [roles, calls]);
  const nameOf = (operation: Operation) => `${operation.method} ${operation.path}`;
  return (
    <Fetched asked={listed} value={listed.data} inCard>
      {() => (
        <div className="stack tight">
          <SearchBox grow label={words.generate.callSearch} value={search} onChange={setSearch} />
          <ul className="pick-list" tabIndex={0} aria-label={words.generate.byCall}>
            {found.map(operation => (
              <li key={nameOf(operation)}>
                <BoxRow
                  label={nameOf(operation)}
                  checked={calls.some(each => nameOf(each) === nameOf(operation))}
                  onChange={on => setCalls(on ? [...calls, operation] : calls.filter(each => nameOf(each) !== nameOf(operation)))}
                >
                  <span className="mono">{nameOf(operation)}</span> <span className="faint small">{operation.name}</span>
                </BoxRow>
              </li>
            ))}
          </ul>
          {calls.length === 0 ? null : (
            <div className="stack tight" aria-live="polite">
              <b>
                {words.generate.least} <span className="faint small">{words.generate.callsChosen(formats.number(calls.length))}</span>
              </b>
              {offers.length === 0 ? <p className="soft">{words.generate.noLeast}</p> : null}
              {offers.map(({role, excess}) => (
                <BoxRow
                  key={role.id}
                  label={role.name}
                  checked={chosen.has(role.id)}
                  onChange={on => {
                    const next = new Set(chosen);
                    if (on) {
                      next.add(role.id);
                    } else {
                      next.delete(role.id);
                    }
                    onChange(next);
                  }}
                >
                  {role.name} <span className="faint small">{excess === 0 ? words.generate.exact : words.generate.leastOf(formats.number(excess))}</span>
                </BoxRow>
              ))}
            </div>
          )}
        </div>
      )}
    </Fetched>
  );
}
