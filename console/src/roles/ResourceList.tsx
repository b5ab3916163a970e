import {useQuery} from '@tanstack/react-query';
import {resources} from '../api/queries.ts';
import {described} from './grouped.ts';

/** Resources behind a line that counts them. */
export function ResourceList({title, keys}: {title: string; keys: readonly string[]}) {
  const catalogue = useQuery(resources()).data ?? [];
  return (
    <details className="effects">
      <summary>{title}</summary>
      <ul className="effect-calls" tabIndex={0}>
        {described(keys, catalogue).map(resource => (
          <li key={resource.key} className="small">
            {resource.product} · {resource.name}
          </li>
        ))}
      </ul>
    </details>
  );
}
