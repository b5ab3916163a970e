import {CircleCheck, TriangleAlert, X} from 'lucide-react';
import {createContext, useCallback, useContext, useState, type ReactNode} from 'react';
import {useLanguage} from '../words/language.tsx';

type Kind = 'ok' | 'bad';
interface Told {
  readonly id: number;
  readonly kind: Kind;
  readonly text: string;
}

const SHOWN_MILLIS = 6000;
const Context = createContext<(kind: Kind, text: string) => void>(() => undefined);
let last = 0;

/** Says in a corner what was done. What failed stays until it is taken away. */
export function ToastProvider({children}: {children: ReactNode}) {
  const {words} = useLanguage();
  const [told, setTold] = useState<readonly Told[]>([]);
  const drop = useCallback((id: number) => setTold(before => before.filter(each => each.id !== id)), []);
  const tell = useCallback(
    (kind: Kind, text: string) => {
      last += 1;
      const id = last;
      setTold(before => [...before.slice(-2), {id, kind, text}]);
      if (kind === 'ok') {
        setTimeout(() => drop(id), SHOWN_MILLIS);
      }
    },
    [drop],
  );
  return (
    <Context value={tell}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {told.map(({id, kind, text}) => (
          <div key={id} className={`toast ${kind}`}>
            {kind === 'ok' ? <CircleCheck size={17} aria-hidden /> : <TriangleAlert size={17} aria-hidden />}
            <div>{text}</div>
            <button type="button" className="iconbtn tiny" aria-label={words.close} onClick={() => drop(id)}>
              <X size={14} aria-hidden />
            </button>
          </div>
        ))}
      </div>
    </Context>
  );
}

export function useToast(): (kind: Kind, text: string) => void {
  return useContext(Context);
}
