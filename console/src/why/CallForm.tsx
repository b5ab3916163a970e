import {useState, type SubmitEvent} from 'react';
import {usePlace} from '../app/router.tsx';
import {Field} from '../parts/Field.tsx';
import {useLanguage} from '../words/language.tsx';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

interface Props {
  pending: boolean;
  onAsk: (call: {appKey: string; method: string; path: string}) => void;
}

/** Asks about a call that nobody made: would this key be allowed? */
export function CallForm({pending, onAsk}: Props) {
  const {words} = useLanguage();
  const place = usePlace();
  const [appKey, setAppKey] = useState(place.search.get('appKey') ?? '');
  const [method, setMethod] = useState(place.search.get('method') ?? 'GET');
  const [path, setPath] = useState(place.search.get('path') ?? '');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onAsk({appKey: appKey.trim(), method, path: path.trim()});
  };
  return (
    <form className="card call-form" onSubmit={submit}>
      <Field label="appKey">{given => <input {...given} className="input mono" required spellCheck={false} autoComplete="off" value={appKey} onChange={event => setAppKey(event.target.value)} />}</Field>
      <Field label={words.why.method}>
        {given => (
          <select {...given} className="select" value={method} onChange={event => setMethod(event.target.value)}>
            {METHODS.map(each => (
              <option key={each}>{each}</option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.why.path}>
        {given => <input {...given} className="input mono" required pattern="/.*" placeholder="/api/oms/pvt/orders" spellCheck={false} autoComplete="off" value={path} onChange={event => setPath(event.target.value)} />}
      </Field>
      <button type="submit" className="btn primary" disabled={pending}>
        {words.why.wouldIt}
      </button>
    </form>
  );
}
