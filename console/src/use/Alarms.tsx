import {useQuery} from '@tanstack/react-query';
import {Siren} from 'lucide-react';
import {Link} from '../app/router.tsx';
import {useAccount} from '../app/session.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Card} from '../parts/Page.tsx';
import {Said} from '../parts/Said.tsx';
import {serverLanguage, useLanguage} from '../words/language.tsx';
import {alarmsOf} from './usage.ts';

/** What was unusual about calls lately, and what to do about it. */
export function Alarms() {
  const {words, formats, language} = useLanguage();
  const listed = useQuery(alarmsOf(useAccount(), serverLanguage(language)));
  return (
    <Card title={words.use.alarms}>
      <Fetched asked={listed} value={listed.data} inCard lines={2} empty={<p className="pad soft">{words.use.noAlarms}</p>}>
        {alarms => (
          <ul className="plain-list">
            {alarms.map((alarm, index) => (
              <li key={index}>
                <Siren size={16} aria-hidden />
                <div className="grow">
                  {alarm.refusalId === null ? (
                    <b className="strong">{words.events[`alarm.${alarm.kind}`]}</b>
                  ) : (
                    <Link className="strong" to={`/refusals/${alarm.refusalId}`}>
                      {words.events[`alarm.${alarm.kind}`]}
                    </Link>
                  )}
                  <div className="small soft">
                    <Said text={alarm.text} />
                  </div>
                  {alarm.appKey === null ? null : (
                    <Link className="small" to={`/keys/${encodeURIComponent(alarm.appKey)}`}>
                      {alarm.label ?? alarm.appKey}
                    </Link>
                  )}
                </div>
                <span className="faint small nowrap" title={formats.moment(alarm.at)}>
                  {formats.ago(alarm.at)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Fetched>
    </Card>
  );
}
