import {useQuery} from '@tanstack/react-query';
import {X} from 'lucide-react';
import {refusalsOf} from '../api/queries.ts';
import {Link} from '../app/router.tsx';
import {useAccount} from '../app/session.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Card} from '../parts/Page.tsx';
import {Empty} from '../parts/States.tsx';
import {Table} from '../parts/Table.tsx';
import {serverLanguage, useLanguage} from '../words/language.tsx';

/** The newest refusals of the account, each leading to its explanation. */
export function RecentRefusals({appKey}: {appKey: string | null}) {
  const {words, formats, language} = useLanguage();
  const listed = useQuery({...refusalsOf(useAccount(), serverLanguage(language)), refetchInterval: 10_000});
  const shown = listed.data?.filter(each => appKey === null || each.appKey === appKey);
  return (
    <Card
      title={words.why.recent}
      aside={words.why.recentAside}
      actions={
        appKey === null ? undefined : (
          <span className="chip brand">
            <span className="mono">{appKey}</span>
            <Link to="/refusals" aria-label={words.clear} className="chip-clear">
              <X size={13} aria-hidden />
            </Link>
          </span>
        )
      }
    >
      <Fetched asked={listed} value={shown} inCard empty={<Empty title={words.why.nothing}>{words.why.nothingHint}</Empty>}>
        {refusals => (
          <Table label={words.why.recent} heads={[words.why.when, words.why.cause, words.why.call, 'appKey', words.why.from]}>
            {refusals.map(each => (
              <tr key={each.id}>
                <td className="nowrap" title={formats.moment(each.at)}>
                  {formats.ago(each.at)}
                </td>
                <td>
                  <Link className="strong" to={`/refusals/${each.id}`}>
                    {each.title}
                  </Link>
                  <div className="faint small">
                    {each.status} · <code>{each.code}</code>
                  </div>
                </td>
                <td className="mono small">
                  {each.method} {each.route}
                </td>
                <td className="mono small">{each.appKey ?? '–'}</td>
                <td className="mono small">{each.address ?? '–'}</td>
              </tr>
            ))}
          </Table>
        )}
      </Fetched>
    </Card>
  );
}
