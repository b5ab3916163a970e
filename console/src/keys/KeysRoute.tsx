import {KeyPage} from './KeyPage.tsx';
import {KeysPage} from './KeysPage.tsx';
import './keys.css';

/** The list of keys, or one key. */
export default function KeysRoute({rest}: {rest: string}) {
  return rest === '' ? <KeysPage /> : <KeyPage key={rest} name={rest} />;
}
