import {useQuery} from '@tanstack/react-query';
import {TriangleAlert} from 'lucide-react';
import {asProblem, send, type Schemas} from '../api/client.ts';
import {useLanguage} from '../words/language.tsx';
import {capitalized, Said} from './Said.tsx';
import {Loading, saying} from './States.tsx';

type Told = Pick<Schemas['Effects'], 'holders' | 'examined' | 'concerned'>;
type Call = Schemas['ChangedCall'];

const SHOWN = 5;

interface Props {
  method: string;
  path: string;
  sent?: unknown;
}

/** Asks the server what a change would do, without making it, and says so before it is made. */
export function Effects({method, path, sent}: Props) {
  const {words, formats} = useLanguage();
  const {data, error} = useQuery({
    queryKey: ['preview', method, path, sent],
    gcTime: 0,
    queryFn: async () => (await send(method, `${path}${path.includes('?') ? '&' : '?'}preview=true`, sent)) as Partial<Told> | null,
  });
  if (error !== null) {
    return (
      <div className="note" role="status">
        <TriangleAlert size={16} aria-hidden />
        <div>
          {words.effects.unknown} <Said text={capitalized(saying(asProblem(error), words))} />
        </div>
      </div>
    );
  }
  if (data === undefined) {
    return <Loading lines={2} />;
  }
  const holders = data?.holders ?? [];
  const unseen = (data?.concerned ?? 0) - (data?.examined ?? 0);
  return (
    <div className="stack tight" role="status">
      {holders.length === 0 ? <p className="soft">{words.effects.none}</p> : null}
      {holders.slice(0, SHOWN).map(holder => (
        <div key={holder.id} className="effects">
          <b>{holder.label ?? holder.email ?? holder.appKey}</b>
          <Calls title={words.why.opens(formats.number(holder.gainedCount ?? 0))} calls={holder.gained ?? []} />
          <Calls title={words.why.closes(formats.number(holder.lostCount ?? 0))} calls={holder.lost ?? []} />
          {(holder.refusedUse ?? []).map(use => (
            <p key={`${use.method ?? ''} ${use.path ?? ''} ${use.address ?? ''}`} className="note">
              {words.why.inUse(formats.number(use.count ?? 0))} <span className="mono small">{`${use.method ?? ''} ${use.path ?? ''}`}</span>
            </p>
          ))}
        </div>
      ))}
      {holders.length > SHOWN ? <p className="soft">{words.effects.more(formats.number(holders.length - SHOWN))}</p> : null}
      {unseen > 0 ? <p className="soft">{words.effects.unseen(formats.number(unseen))}</p> : null}
    </div>
  );
}

function Calls({title, calls}: {title: string; calls: readonly Call[]}) {
  if (calls.length === 0) {
    return null;
  }
  return (
    <details>
      <summary>{title}</summary>
      <ul className="effect-calls" tabIndex={0}>
        {calls.map(call => (
          <li key={`${call.method} ${call.path}`} className="mono small">
            {call.method} {call.path}
          </li>
        ))}
      </ul>
    </details>
  );
}
