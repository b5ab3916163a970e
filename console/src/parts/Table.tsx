import type {ReactNode} from 'react';

interface Props {
  label: string;
  /** A head for each column. */
  heads: readonly ReactNode[];
  className?: string;
  children: ReactNode;
}

/** A table that scrolls sideways in its own frame where the window is narrow, by keyboard, too. */
export function Table({label, heads, className = '', children}: Props) {
  return (
    <div className="table-wrap" role="region" aria-label={label} tabIndex={0}>
      <table className={`table ${className}`}>
        <thead>
          <tr>
            {heads.map((head, index) => (
              <th key={index} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
