import {useLanguage} from '../words/language.tsx';

interface Props {
  before: Readonly<Record<string, string>>;
  after: Readonly<Record<string, string>>;
}

/** What was different before and after, field by field. */
export function Difference({before, after}: Props) {
  const {words} = useLanguage();
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  if (names.length === 0) {
    return null;
  }
  return (
    <table className="table difference">
      <thead>
        <tr>
          <th scope="col">{words.audit.field}</th>
          <th scope="col">{words.audit.before}</th>
          <th scope="col">{words.audit.after}</th>
        </tr>
      </thead>
      <tbody>
        {names.map(name => (
          <tr key={name}>
            <td className="mono small">{name}</td>
            <td className="was">{before[name] ?? <span className="faint">–</span>}</td>
            <td className="is">{after[name] ?? <span className="faint">–</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
