import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {send} from '../api/client.ts';
import {Fetched} from '../parts/Fetched.tsx';
import {Card} from '../parts/Page.tsx';
import {useLanguage} from '../words/language.tsx';

interface OwnSession {
  readonly id: string;
  readonly current: boolean;
  readonly createdAt: string;
  readonly usedAt: string | null;
  readonly how: string;
  readonly address: string | null;
  readonly userAgent: string | null;
}

const KEY = ['sessions'];

/** Where one is signed in, and a way to end that. */
export function MySessions() {
  const {words, formats} = useLanguage();
  const client = useQueryClient();
  const listed = useQuery({queryKey: KEY, queryFn: async () => ((await send('GET', '/v1/sessions')) as {items: OwnSession[]}).items});
  const ending = useMutation({
    mutationFn: (id: string) => send('DELETE', `/v1/sessions/${encodeURIComponent(id)}`),
    onSettled: () => client.invalidateQueries({queryKey: KEY}),
  });
  return (
    <Card title={words.account.sessions}>
      <Fetched asked={listed} value={listed.data} lines={3} inCard>
        {sessions => (
          <ul className="plain-list">
            {sessions.map(each => (
              <li key={each.id}>
                <div className="grow">
                  {programOf(each.userAgent) ?? words.account.unknownProgram} {each.current ? <span className="chip ok">{words.account.thisOne}</span> : null}
                  <div className="faint small">
                    {each.address ?? '–'} · {formats.ago(each.usedAt ?? each.createdAt)}
                  </div>
                </div>
                {each.current ? null : (
                  <button type="button" className="btn compact" disabled={ending.isPending} onClick={() => ending.mutate(each.id)}>
                    {words.account.endSession}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Fetched>
    </Card>
  );
}

/** The browser and the system, out of what it says of itself. */
export function programOf(userAgent: string | null): string | null {
  if (userAgent === null || userAgent === '') {
    return null;
  }
  const browser = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari', 'curl'].find(each => userAgent.includes(`${each}/`));
  const system = ['Windows', 'Android', 'iPhone', 'Mac OS', 'Linux'].find(each => userAgent.includes(each));
  const named = browser === 'Edg' ? 'Edge' : browser === 'OPR' ? 'Opera' : browser;
  return [named, system].filter(each => each !== undefined).join(' · ') || userAgent.slice(0, 60);
}
