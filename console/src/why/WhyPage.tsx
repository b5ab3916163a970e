import {useMutation, useQuery} from '@tanstack/react-query';
import {Search} from 'lucide-react';
import {useEffect, useState, type SubmitEvent} from 'react';
import {asProblem} from '../api/client.ts';
import {go, usePlace} from '../app/router.tsx';
import {useAccount} from '../app/session.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Page} from '../parts/Page.tsx';
import {Loading, ProblemNote} from '../parts/States.tsx';
import {serverLanguage, useLanguage} from '../words/language.tsx';
import {CallForm} from './CallForm.tsx';
import {CurlError, isCurl, readCurl, type PastedRequest} from './curl.ts';
import type {Asked} from './explained.ts';
import {Explanation} from './Explanation.tsx';
import {explain, refusalExplained} from './queries.ts';
import {RecentRefusals} from './RecentRefusals.tsx';
import './why.css';

const REFUSAL_ID = /cf-[0-9a-hjkmnp-tv-z]{26}/i;

/** Why was this refused? By the id of a refusal, a pasted curl command, or the call itself. */
export default function WhyPage({rest}: {rest: string}) {
  const {words, language} = useLanguage();
  const account = useAccount();
  const place = usePlace();
  const spoken = serverLanguage(language);
  const [text, setText] = useState(rest);
  const [form, setForm] = useState(place.search.has('form'));
  const [wrong, setWrong] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [pasted, setPasted] = useState<PastedRequest | null>(null);
  const {mutate, data, error, isPending, reset} = useMutation({
    mutationFn: ({what, lang}: {what: Asked; lang: string}) => explain(account, what, lang),
  });
  useEffect(() => {
    setText(rest);
  }, [rest]);
  useEffect(() => {
    if (asked !== null) {
      mutate({what: asked, lang: spoken});
    }
  }, [asked, spoken, mutate]);
  const ask = (what: Asked) => {
    if (rest !== '') {
      go('/refusals');
    }
    setAsked(what);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setWrong(null);
    setPasted(null);
    const id = REFUSAL_ID.exec(text)?.[0].toLowerCase();
    if (isCurl(text)) {
      try {
        const request = readCurl(text);
        setPasted(request);
        // The token leaves the field at once: nobody reads it over a shoulder, and nothing keeps it.
        setText('');
        ask({request});
      } catch (flaw) {
        setWrong(flaw instanceof CurlError ? words.why.flaws[flaw.flaw] : words.why.flaws.not_curl);
      }
    } else if (id !== undefined) {
      setAsked(null);
      reset();
      go(`/refusals/${id}`);
    } else {
      setWrong(words.why.flaws.neither);
    }
  };
  return (
    <Page title={words.why.title} purpose={words.why.purpose}>
      <form className="ask" onSubmit={submit}>
        <div className="searchbox grow">
          <Search size={16} aria-hidden />
          <textarea
            className="mono"
            rows={Math.min(8, text.split('\n').length)}
            aria-label={words.why.ask}
            aria-invalid={wrong !== null}
            placeholder={words.why.ask}
            spellCheck={false}
            autoComplete="off"
            value={text}
            onChange={event => setText(event.target.value)}
            onKeyDown={event => {
              if (event.key === 'Enter' && !event.shiftKey && !text.trimEnd().endsWith('\\')) {
                event.preventDefault();
                event.currentTarget.form?.requestSubmit();
              }
            }}
          />
        </div>
        <button type="submit" className="btn primary" disabled={isPending}>
          {words.why.explain}
        </button>
        <button type="button" className="btn" aria-expanded={form} onClick={() => setForm(!form)}>
          {words.why.byForm}
        </button>
      </form>
      {wrong === null ? null : (
        <p className="note bad" role="alert">
          {wrong}
        </p>
      )}
      {form ? <CallForm pending={isPending} onAsk={hypothetical => ask({hypothetical})} /> : null}
      {pasted === null ? null : <Pasted request={pasted} />}
      {rest !== '' ? (
        <ById id={rest} />
      ) : (
        <>
          <ProblemNote error={error} />
          {isPending ? <Loading /> : null}
          {data === undefined ? <RecentRefusals appKey={place.search.get('appKey')} /> : <Explanation value={data} onAgain={() => (asked === null ? undefined : mutate({what: asked, lang: spoken}))} />}
        </>
      )}
    </Page>
  );
}

function ById({id}: {id: string}) {
  const {words, language} = useLanguage();
  const asked = useQuery(refusalExplained(id, serverLanguage(language)));
  return (
    <>
      <Fetched asked={asked} value={asked.data} lines={9}>
        {value => <Explanation value={value} onAgain={() => void asked.refetch()} />}
      </Fetched>
      {asked.data === undefined && asked.error !== null && asProblem(asked.error).status === 404 ? <p className="soft center">{words.why.unknownHint}</p> : null}
    </>
  );
}

/** What was read from the command, so that people see that it was read right. The token is not shown. */
function Pasted({request}: {request: PastedRequest}) {
  const {words} = useLanguage();
  return (
    <p className="meta" role="status">
      <span>
        <span className="k">{words.why.read}</span>
        <b className="mono">
          {request.method} {request.url}
        </b>
      </span>
      <span>
        <span className="k">{words.why.headers}</span>
        <b>{Object.keys(request.headers).join(', ') || words.none}</b>
      </span>
    </p>
  );
}
