import {Eye, EyeOff} from 'lucide-react';
import {useState} from 'react';
import {useLanguage} from '../words/language.tsx';

interface Props {
  given: {id: string};
  autoComplete: 'current-password' | 'new-password';
  value: string;
  onChange: (value: string) => void;
}

/** A password, which may be looked at. */
export function PasswordInput({given, autoComplete, value, onChange}: Props) {
  const {words} = useLanguage();
  const [shown, setShown] = useState(false);
  return (
    <span className="password">
      <input {...given} className="input" type={shown ? 'text' : 'password'} name="password" autoComplete={autoComplete} required value={value} onChange={event => onChange(event.target.value)} />
      <button type="button" className="iconbtn" aria-label={shown ? words.signIn.hide : words.signIn.show} onClick={() => setShown(!shown)}>
        {shown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
      </button>
    </span>
  );
}
