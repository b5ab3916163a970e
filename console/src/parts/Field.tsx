import {TriangleAlert} from 'lucide-react';
import {useId, type ReactNode} from 'react';

interface Given {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

interface Props {
  label: string;
  hint?: ReactNode;
  wrong?: string | null;
  children: (given: Given) => ReactNode;
}

/** A labelled control with its hint and what is wrong with it. */
export function Field({label, hint, wrong, children}: Props) {
  const id = useId();
  const hasWrong = wrong !== undefined && wrong !== null;
  const described = [hint === undefined ? '' : `${id}-hint`, hasWrong ? `${id}-wrong` : ''].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(described === '' ? {} : {'aria-describedby': described}),
        ...(hasWrong ? {'aria-invalid': true as const} : {}),
      })}
      {hint === undefined ? null : (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {hasWrong ? (
        <span className="wrong" id={`${id}-wrong`} role="alert">
          <TriangleAlert size={13} aria-hidden />
          {wrong}
        </span>
      ) : null}
    </div>
  );
}
