import {TriangleAlert} from 'lucide-react';
import type {Key, RoleName} from '../api/client.ts';
import {Link} from '../app/router.tsx';
import {CopyButton} from '../parts/CopyButton.tsx';
import {daysSince} from '../words/formats.ts';
import {useLanguage} from '../words/language.tsx';

/** A key by its name and appKey, leading to its page. */
export function KeyName({label, appKey}: {label: string; appKey: string}) {
  return (
    <>
      <Link className="key-name" to={`/keys/${encodeURIComponent(appKey)}`}>
        {label}
      </Link>
      <div className="key-id">
        <span className="mono">{appKey}</span>
        <CopyButton icon text={appKey} what={appKey} />
      </div>
    </>
  );
}

/** Whether the role grants everything: VTEX's Owner. */
export function isOwner(role: {name: string; predefined: boolean}): boolean {
  return role.predefined && role.name.startsWith('Owner');
}

export function RoleChip({role}: {role: RoleName}) {
  return (
    <Link className={`chip ${isOwner(role) ? 'bad' : ''}`} to={`/roles/${role.id}`}>
      <span>{role.name}</span>
    </Link>
  );
}

/** The roles of a key: the first, and how many more. A key without one says so: its calls are refused. */
export function RoleChips({roles, most = 1}: {roles: readonly RoleName[]; most?: number}) {
  const {words} = useLanguage();
  if (roles.length === 0) {
    return (
      <span className="chip warn">
        <TriangleAlert size={12} aria-hidden />
        <span>{words.keys.noRole}</span>
      </span>
    );
  }
  const rest = roles.slice(most);
  return (
    <>
      {roles.slice(0, most).map(role => (
        <RoleChip key={role.id} role={role} />
      ))}
      {rest.length === 0 ? null : (
        <span className="chip" title={rest.map(role => role.name).join(', ')}>
          +{rest.length}
          <span className="sr">{rest.map(role => role.name).join(', ')}</span>
        </span>
      )}
    </>
  );
}

/** The scale ends where renewing is urgent by the shortest period that an account can have. */
const SCALE_DAYS = 180;
const LEVELS = {none: 'fine', orange: 'warn', red: 'bad'} as const;

/** How old the token is, and whether the account's renewal period says that it is due. */
export function TokenAge({since, due, renewing}: {since: string; due: Key['renewalDue']; renewing: boolean}) {
  const {words, formats} = useLanguage();
  const days = daysSince(since);
  const level = LEVELS[due];
  const filled = Math.min(48, Math.max(2, Math.round((days / SCALE_DAYS) * 48)));
  return (
    <div className={`age ${level}`} title={formats.moment(since)}>
      <svg width="48" height="6" aria-hidden="true">
        <rect className="age-scale" width="48" height="6" rx="3" />
        <rect className="age-value" width={filled} height="6" rx="3" />
      </svg>
      <span>{words.keys.days(formats.number(days))}</span>
      {level === 'fine' ? null : (
        <>
          <TriangleAlert size={14} aria-hidden />
          <span className="sr">{level === 'bad' ? words.keys.renewNow : words.keys.renewSoon}</span>
        </>
      )}
      {renewing ? <span className="chip brand">{words.keys.renewing}</span> : null}
    </div>
  );
}

export function StateChip({state}: {state: Key['state']}) {
  const {words} = useLanguage();
  const named = {active: words.keys.active, inactive: words.keys.inactive, deleted: words.keys.stateDeleted, quarantined: words.keys.quarantined}[state];
  return <span className={`chip ${state === 'active' ? 'ok' : state === 'inactive' ? '' : 'bad'}`}>{named}</span>;
}

export function LastUsed({at, refused = 0}: {at: string | null; refused?: number}) {
  const {words, formats} = useLanguage();
  return (
    <div className="used">
      <span title={at === null ? undefined : formats.moment(at)} className={at === null ? 'faint' : ''}>
        {at === null ? words.keys.unused : formats.ago(at)}
      </span>
      {refused === 0 ? null : <span className="chip bad">{words.keys.refusedTimes(formats.number(refused))}</span>}
    </div>
  );
}
