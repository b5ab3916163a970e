import {FlaskConical} from 'lucide-react';
import {useLanguage} from '../words/language.tsx';
import {useSession} from './session.tsx';

/** Says that nothing here is real. */
export function DemoBanner() {
  const {words} = useLanguage();
  const {demo} = useSession().session;
  if (demo === null) {
    return null;
  }
  return (
    <aside className="banner demo" aria-label={words.shell.demo}>
      <FlaskConical size={15} aria-hidden />
      <span>
        <b>{words.shell.demo}</b> {demo.kept ? words.shell.demoKept : words.shell.demoForNow}
      </span>
    </aside>
  );
}
