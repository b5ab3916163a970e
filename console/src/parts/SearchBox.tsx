import {Search, X} from 'lucide-react';
import {useLanguage} from '../words/language.tsx';

interface Props {
  label: string;
  value: string;
  grow?: boolean;
  mono?: boolean;
  onChange: (value: string) => void;
}

export function SearchBox({label, value, grow = false, mono = false, onChange}: Props) {
  const {words} = useLanguage();
  return (
    <div className={`searchbox ${grow ? 'grow' : ''}`} role="search">
      <Search size={16} aria-hidden />
      <input
        type="search"
        className={mono ? 'mono' : ''}
        aria-label={label}
        placeholder={label}
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={event => onChange(event.target.value)}
      />
      {value === '' ? null : (
        <button type="button" className="iconbtn tiny" aria-label={words.clear} onClick={() => onChange('')}>
          <X size={14} aria-hidden />
        </button>
      )}
    </div>
  );
}
