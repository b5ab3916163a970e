import {useQuery} from '@tanstack/react-query';
import {CircleCheck, Link2, LoaderCircle, TriangleAlert} from 'lucide-react';
import {useEffect, useState} from 'react';
import type {Key} from '../api/client.ts';
import {keyOf, refusalsOf} from '../api/queries.ts';
import {Link} from '../app/router.tsx';
import {useAccount, useSession} from '../app/session.tsx';
import {BoxRow} from '../parts/Box.tsx';
import {CopyButton} from '../parts/CopyButton.tsx';
import {Modal} from '../parts/Modal.tsx';
import {serverLanguage, useLanguage} from '../words/language.tsx';
import {snippet, SNIPPETS, type Snippet} from './snippets.ts';

const POLL_MILLIS = 2000;

interface Props {
  /** The key with its token, or with the link that hands it over. Neither outlives this dialog. */
  issued: Key;
  renewed: boolean;
  onClose: () => void;
}

/** Shows a token once, or its link, and waits for the first call with it. */
export function SecretDialog({issued, renewed, onClose}: Props) {
  const {words} = useLanguage();
  const [saved, setSaved] = useState(false);
  const [kind, setKind] = useState<Snippet>('curl');
  const token = issued.appToken;
  const edge = useSession().session.demo?.edge;
  const shown = snippet(kind, issued.appKey, edge?.startsWith('http') === true && token !== undefined ? {edge, token} : null);
  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => event.preventDefault();
    if (saved) {
      return undefined;
    }
    addEventListener('beforeunload', guard);
    return () => removeEventListener('beforeunload', guard);
  }, [saved]);
  const roles = issued.roles.map(role => role.name).join(', ');
  return (
    <Modal
      open
      held
      title={renewed ? words.secret.renewedTitle(issued.label) : words.secret.title(issued.label)}
      description={renewed ? words.secret.subRenewed : roles === '' ? words.secret.subNoRole : words.secret.subRoles(roles)}
      onClose={onClose}
      foot={
        <>
          <BoxRow label={token === undefined ? words.secret.sent : words.secret.saved} checked={saved} onChange={setSaved}>
            {token === undefined ? words.secret.sent : words.secret.saved}
          </BoxRow>
          <span className="spacer" />
          {renewed ? null : <FirstCall issued={issued} />}
          <button type="button" className="btn primary" disabled={!saved} onClick={onClose}>
            {words.done}
          </button>
        </>
      }
    >
      <div className="stack tight">
        <Secret name="appKey" value={issued.appKey} />
        {token === undefined ? <Secret name={words.secret.link} value={issued.link?.url ?? ''} primary /> : <Secret name="appToken" value={token} primary />}
      </div>
      <div className="note">
        {token === undefined ? <Link2 size={17} aria-hidden /> : <TriangleAlert size={17} aria-hidden />}
        <div>{token === undefined ? words.secret.linkWarning : words.secret.warning}</div>
      </div>
      <div className="stack tight">
        <div className="row">
          <b>{words.secret.tryIt}</b>
          <div className="seg" role="group" aria-label={words.secret.snippet}>
            {SNIPPETS.map(each => (
              <button key={each} type="button" aria-pressed={kind === each} onClick={() => setKind(each)}>
                {each === 'env' ? '.env' : each === 'java' ? 'Java' : each}
              </button>
            ))}
          </div>
          <span className="spacer" />
          <CopyButton text={shown} what={words.secret.tryIt} />
        </div>
        <pre className="code" tabIndex={0}>
          {shown}
        </pre>
      </div>
    </Modal>
  );
}

function Secret({name, value, primary = false}: {name: string; value: string; primary?: boolean}) {
  return (
    <div className="secret">
      <span className="faint small">{name}</span>
      <code>{value}</code>
      <CopyButton text={value} what={name} primary={primary} />
    </div>
  );
}

/** Turns green with the first allowed call, and points to the reason of a first refusal. */
function FirstCall({issued}: {issued: Key}) {
  const {words, language} = useLanguage();
  const account = useAccount();
  const {data} = useQuery({...keyOf(account, issued.appKey), refetchInterval: query => (query.state.data?.value.lastUsedAt == null ? POLL_MILLIS : false)});
  const seen = data?.value.lastUsedAt != null;
  const refused = useQuery({
    ...refusalsOf(account, serverLanguage(language), 50),
    refetchInterval: seen ? false : POLL_MILLIS,
    select: refusals => refusals.find(each => each.appKey === issued.appKey),
  }).data;
  return (
    <span role="status">
      {seen ? (
        <span className="chip ok">
          <CircleCheck size={13} aria-hidden />
          <span>{words.secret.seen}</span>
        </span>
      ) : refused === undefined ? (
        <span className="chip">
          <LoaderCircle size={13} className="spin" aria-hidden />
          <span>{words.secret.waiting}</span>
        </span>
      ) : (
        <span className="chip bad">
          <TriangleAlert size={13} aria-hidden />
          <span>{words.secret.refusedFirst}</span>
          <Link to={`/refusals/${refused.id}`} target="_blank">
            {words.secret.seeWhy}
          </Link>
        </span>
      )}
    </span>
  );
}
