import type {AuditEntry} from '../api/client.ts';
import {useLanguage} from '../words/language.tsx';

/** What was done, in the words of the language, or as the log names it. */
export function useActionName(): (action: string) => string {
  const {words} = useLanguage();
  return action => (words.audit.actions as Record<string, string>)[action] ?? action;
}

/** An entry in two lines. */
export function AuditLine({entry}: {entry: AuditEntry}) {
  const {formats} = useLanguage();
  const name = useActionName();
  return (
    <li>
      <div className="grow">
        {name(entry.action)}
        <div className="faint small">{entry.actor}</div>
      </div>
      <span className="faint small nowrap" title={formats.moment(entry.at)}>
        {formats.ago(entry.at)}
      </span>
    </li>
  );
}
