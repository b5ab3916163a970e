import {Check, Copy} from 'lucide-react';
import {useState} from 'react';
import {useLanguage} from '../words/language.tsx';
import {useToast} from './Toasts.tsx';

const SHOWN_MILLIS = 2000;

/** Copies a text and says so; where the browser does not let it, says that instead. */
export function useCopy(): (text: string) => Promise<boolean> {
  const {words} = useLanguage();
  const toast = useToast();
  return async text => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      toast('bad', words.copy.failed);
      return false;
    }
  };
}

interface Props {
  text: string;
  /** What is copied, for those who do not see it. */
  what: string;
  icon?: boolean;
  label?: string;
  primary?: boolean;
  onCopied?: () => void;
}

export function CopyButton({text, what, icon = false, label, primary = false, onCopied}: Props) {
  const {words} = useLanguage();
  const copy = useCopy();
  const [copied, setCopied] = useState(false);
  const sign = copied ? <Check size={icon ? 13 : 15} aria-hidden /> : <Copy size={icon ? 13 : 15} aria-hidden />;
  return (
    <button
      type="button"
      className={icon ? 'iconbtn tiny' : `btn compact ${primary ? 'primary' : ''}`}
      aria-label={icon || (label === undefined && !copied) ? words.copy.what(what) : undefined}
      title={icon ? words.copy.what(what) : undefined}
      onClick={() => {
        void copy(text).then(done => {
          if (done) {
            setCopied(true);
            setTimeout(() => setCopied(false), SHOWN_MILLIS);
            onCopied?.();
          }
        });
      }}
    >
      {sign}
      {icon ? null : copied ? words.copy.done : (label ?? words.copy.copy)}
    </button>
  );
}
