import {useInfiniteQuery, useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {ChevronRight, Mail, Send, Webhook as WebhookIcon} from 'lucide-react';
import {useState} from 'react';
import {api, body, type Schemas} from '../api/client.ts';
import {useAccount} from '../app/session.tsx';
import {CopyButton} from '../parts/CopyButton.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Empty} from '../parts/States.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {useLanguage} from '../words/language.tsx';
import {messageName} from './names.ts';
import '../audit/audit.css';
import './tell.css';

type Message = Schemas['Message'];
type Delivery = Message['deliveries'][number];

const PAGE = 50;
const LIVE_MILLIS = 5000;
const STATES = ['waiting', 'delivered', 'given_up'] as const;
type State = (typeof STATES)[number];

interface Props {
  /** Only what went to this webhook; null for everything that people and webhooks were told. */
  endpoint: string | null;
  /** Whether what is shown may be sent once more. */
  mayReplay?: boolean;
}

/** What was sent, the newest first, each with every attempt. It follows what is still on its way. */
export function Messages({endpoint, mayReplay = false}: Props) {
  const {words} = useLanguage();
  const account = useAccount();
  const [type, setType] = useState('');
  const [state, setState] = useState('');
  const asked = {
    ...(endpoint === null ? {} : {endpoint}),
    ...(type === '' ? {} : {type}),
    ...(state === '' ? {} : {state: STATES.find(each => each === state)}),
  };
  const listed = useInfiniteQuery({
    queryKey: [account, 'outbox', asked],
    initialPageParam: undefined as string | undefined,
    refetchInterval: LIVE_MILLIS,
    queryFn: ({pageParam}) => body(api.GET('/v1/accounts/{account}/outbox', {params: {path: {account}, query: {...asked, limit: PAGE, cursor: pageParam}}})),
    getNextPageParam: last => last.next,
  });
  const types = {...(endpoint === null ? words.outbox.mails : {}), ...words.events};
  return (
    <>
      <div className="tools">
        <select className="select narrow" aria-label={words.outbox.type} value={type} onChange={event => setType(event.target.value)}>
          <option value="">{words.outbox.anyType}</option>
          {Object.entries(types).map(([each, name]) => (
            <option key={each} value={each}>
              {name}
            </option>
          ))}
        </select>
        <select className="select narrow" aria-label={words.outbox.state} value={state} onChange={event => setState(event.target.value)}>
          <option value="">{words.outbox.anyState}</option>
          {STATES.map(each => (
            <option key={each} value={each}>
              {words.outbox.states[each]}
            </option>
          ))}
        </select>
      </div>
      <Fetched asked={listed} value={listed.data?.pages.flatMap(page => page.items)} lines={8} empty={<Empty title={words.outbox.none}>{words.outbox.noneHint}</Empty>}>
        {messages => (
          <>
            <div className="card">
              {messages.map(message => (
                <MessageEntry key={message.id} message={message} endpoint={endpoint} mayReplay={mayReplay} />
              ))}
            </div>
            {listed.hasNextPage ? (
              <div>
                <button type="button" className="btn" disabled={listed.isFetchingNextPage} onClick={() => void listed.fetchNextPage()}>
                  {words.more}
                </button>
              </div>
            ) : null}
          </>
        )}
      </Fetched>
    </>
  );
}

function StateChip({state}: {state: State}) {
  const {words} = useLanguage();
  return <span className={`chip ${state === 'delivered' ? 'ok' : state === 'given_up' ? 'bad' : 'warn'}`}>{words.outbox.states[state]}</span>;
}

/** How the message stands where it matters least well: given up, waiting, delivered. */
function worst(deliveries: readonly Delivery[]): State | null {
  return (['given_up', 'waiting', 'delivered'] as const).find(state => deliveries.some(each => each.state === state)) ?? null;
}

function MessageEntry({message, endpoint, mayReplay}: {message: Message; endpoint: string | null; mayReplay: boolean}) {
  const {words, formats} = useLanguage();
  const [open, setOpen] = useState(false);
  const Sign = message.kind === 'mail' ? Mail : WebhookIcon;
  const concerned = endpoint === null ? message.deliveries : message.deliveries.filter(each => each.endpoint === endpoint);
  const state = worst(concerned);
  return (
    <details className="entry message" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <ChevronRight size={15} aria-hidden />
        <span className="entry-what">
          <b>{messageName(message, words)}</b>
          <span className="mono small soft">{message.to ?? message.key?.appKey ?? message.type}</span>
        </span>
        <span className="entry-who row">
          <Sign size={15} aria-hidden />
          <span className="sr">{message.kind === 'mail' ? words.outbox.mail : words.outbox.event}</span>
          {state === null ? <span className="faint small">{words.outbox.nowhere}</span> : <StateChip state={state} />}
        </span>
        <span className="faint small nowrap" title={formats.moment(message.at)}>
          {formats.ago(message.at)}
        </span>
      </summary>
      {open ? <MessageBody message={message} endpoint={endpoint} mayReplay={mayReplay} /> : null}
    </details>
  );
}

/** What the message says, where it stands, and every attempt to tell it. */
function MessageBody({message, endpoint, mayReplay}: {message: Message; endpoint: string | null; mayReplay: boolean}) {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const asked = useQuery({
    queryKey: [account, 'outbox', 'message', message.id],
    refetchInterval: LIVE_MILLIS,
    queryFn: () => body(api.GET('/v1/accounts/{account}/outbox/{message}', {params: {path: {account, message: message.id}}})),
  });
  const waiting = message.deliveries.find(each => each.nextAt != null && (endpoint === null || each.endpoint === endpoint));
  return (
    <div className="entry-body">
      <dl className="facts">
        <dt>{words.why.when}</dt>
        <dd>{formats.moment(message.at)}</dd>
        {message.by === undefined ? null : (
          <>
            <dt>{words.outbox.by}</dt>
            <dd>{message.by}</dd>
          </>
        )}
        <dt>id</dt>
        <dd>
          <span className="row">
            <code className="small">{message.id}</code>
            <CopyButton icon text={message.id} what={message.id} />
          </span>
        </dd>
        {Object.entries(message.details).map(([name, text]) => (
          <div key={name} className="fact">
            <dt className="mono">{name}</dt>
            <dd className="pre">{text}</dd>
          </div>
        ))}
        {waiting?.nextAt == null ? null : (
          <>
            <dt>{words.outbox.next}</dt>
            <dd>{formats.moment(waiting.nextAt)}</dd>
            <dt>{words.outbox.worthUntil}</dt>
            <dd>{formats.moment(message.worthUntil)}</dd>
          </>
        )}
      </dl>
      {message.holdsSecret === true ? <Revealing id={message.id} /> : null}
      <Fetched asked={asked} value={asked.data?.tries?.filter(each => endpoint === null || each.endpoint === endpoint)} inCard lines={2} empty={<p className="soft">{words.outbox.noTries}</p>}>
        {tries => (
          <ol className="tries" aria-label={words.outbox.attempts}>
            {tries.map((each, index) => (
              <li key={index}>
                <span className={`chip ${each.outcome === 'delivered' ? 'ok' : each.outcome === 'given_up' ? 'bad' : 'warn'}`}>{each.outcome === undefined ? '–' : words.outbox.outcomes[each.outcome]}</span>
                <span>{words.outbox.attempt(formats.number(each.number ?? 0))}</span>
                <span className="faint small">
                  {each.at === undefined ? '' : formats.moment(each.at)} · {formats.number(each.millis ?? 0)} ms
                </span>
                <span className="mono small">
                  {each.status ?? ''} {each.note}
                </span>
              </li>
            ))}
          </ol>
        )}
      </Fetched>
      {mayReplay && endpoint !== null && message.kind === 'event' ? <ReplayOne webhook={endpoint} message={message.id} /> : null}
    </div>
  );
}

/** Only the operator's token opens the secret of a mail, and that token has no place in a browser. */
function Revealing({id}: {id: string}) {
  const {words} = useLanguage();
  const command = `counterfoil outbox reveal ${id}`;
  return (
    <div className="note info">
      <div className="stack tight">
        <span>
          {words.outbox.holdsSecret} {words.outbox.reveal}
        </span>
        <span className="row">
          <code className="small">{command}</code>
          <CopyButton icon text={command} what={words.why.command} />
        </span>
      </div>
    </div>
  );
}

function ReplayOne({webhook, message}: {webhook: string; message: string}) {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const replaying = useMutation({
    mutationFn: () => body(api.POST('/v1/accounts/{account}/webhooks/{webhook}/replay', {params: {path: {account, webhook}}, body: {message}})),
    onSuccess: async answer => {
      toast('ok', words.webhooks.replayed(formats.number(answer.messages ?? 0)));
      await client.invalidateQueries({queryKey: [account, 'outbox']});
    },
    onError: error => toast('bad', error.message),
  });
  return (
    <div className="row">
      <button type="button" className="btn compact" disabled={replaying.isPending} onClick={() => replaying.mutate()}>
        <Send size={14} aria-hidden />
        {words.webhooks.replayOne}
      </button>
    </div>
  );
}
