import {useQuery} from '@tanstack/react-query';
import {send} from '../api/client.ts';
import {useLanguage} from '../words/language.tsx';

/** A call that opens or closes. */
interface Call {
  readonly method: string;
  readonly path: string;
  readonly name?: string;
}

/** What a change would do to one holder of keys or roles. */
interface HolderEffects {
  readonly id?: string;
  readonly label?: string;
  readonly email?: string;
  readonly appKey?: string;
  readonly lost?: readonly Call[];
  readonly lostCount?: number;
  readonly gained?: readonly Call[];
  readonly gainedCount?: number;
  readonly refusedUse?: readonly {readonly method: string; readonly path: string; readonly count: number}[];
}

interface EffectsTold {
  readonly holders?: readonly HolderEffects[];
}

interface Props {
  method: string;
  path: string;
  sent?: unknown;
}

/** Asks the server what a change would do, without making it, and says so before it is made. */
export function Effects({method, path, sent}: Props) {
  const {words, formats} = useLanguage();
  const {data} = useQuery({
    queryKey: ['preview', method, path, sent],
    gcTime: 0,
    queryFn: async () => (await send(method, `${path}${path.includes('?') ? '&' : '?'}preview=true`, sent)) as EffectsTold | null,
  });
  const holders = data?.holders ?? [];
  if (holders.length === 0) {
    return null;
  }
  return (
    <div className="stack tight" role="status">
      {holders.slice(0, 5).map((holder, index) => (
        <div key={holder.id ?? index} className="effects">
          <b>{holder.label ?? holder.email ?? holder.appKey}</b>
          <Calls title={words.why.opens(formats.number(holder.gainedCount ?? 0))} calls={holder.gained ?? []} />
          <Calls title={words.why.closes(formats.number(holder.lostCount ?? 0))} calls={holder.lost ?? []} />
          {(holder.refusedUse ?? []).map(use => (
            <p key={`${use.method} ${use.path}`} className="note">
              {words.why.inUse(formats.number(use.count))} <span className="mono small">{`${use.method} ${use.path}`}</span>
            </p>
          ))}
        </div>
      ))}
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
