import {useInfiniteQuery} from '@tanstack/react-query';
import {ChevronRight, Download, Link2, ShieldCheck, X} from 'lucide-react';
import {useState, type SubmitEvent} from 'react';
import {api, body, type AuditEntry} from '../api/client.ts';
import {go, Link, usePlace, withParameter} from '../app/router.tsx';
import {useAccount} from '../app/session.tsx';
import {useCopy} from '../parts/CopyButton.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Field} from '../parts/Field.tsx';
import {Page} from '../parts/Page.tsx';
import {Empty} from '../parts/States.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {useLanguage} from '../words/language.tsx';
import {useActionName} from './AuditLine.tsx';
import {Difference} from './Difference.tsx';
import './audit.css';

const FILTERS = ['actor', 'action', 'target', 'from', 'until'] as const;
type Filter = (typeof FILTERS)[number];
const PAGE = 100;

/** A day of the form as the instant that it begins. */
function instantOf(filter: Filter, text: string): string {
  return filter === 'from' || filter === 'until' ? (text.length === 10 ? `${text}T00:00:00Z` : text) : text;
}

/** Who changed what: filters as chips, entries with before and after, a file to keep. */
export default function AuditPage() {
  const {words} = useLanguage();
  const account = useAccount();
  const place = usePlace();
  const toast = useToast();
  const copy = useCopy();
  const filters = FILTERS.flatMap(name => {
    const text = place.search.get(name);
    return text === null || text === '' ? [] : [[name, text] as const];
  });
  const asked = Object.fromEntries(filters.map(([name, text]) => [name, instantOf(name, text)]));
  const listed = useInfiniteQuery({
    queryKey: [account, 'audit', 'list', asked],
    initialPageParam: undefined as number | undefined,
    queryFn: ({pageParam}) => body(api.GET('/v1/accounts/{account}/audit', {params: {path: {account}, query: {...asked, limit: PAGE, cursor: pageParam}}})),
    getNextPageParam: last => (last.next === undefined ? undefined : Number(last.next)),
  });
  const entries = listed.data?.pages.flatMap(page => page.items);
  const file = `/v1/accounts/${encodeURIComponent(account)}/audit/export?${new URLSearchParams(asked).toString()}`;
  return (
    <Page
      title={words.audit.title}
      purpose={words.audit.purpose}
      actions={
        <div className="row">
          <button type="button" className="btn" onClick={() => void copy(location.href).then(done => (done ? toast('ok', words.audit.linkCopied) : undefined))}>
            <Link2 size={16} aria-hidden />
            {words.audit.share}
          </button>
          <a className="btn" href={file} download>
            <Download size={16} aria-hidden />
            {words.keys.export}
          </a>
        </div>
      }
    >
      <FilterForm />
      {filters.length === 0 ? null : (
        <div className="chips" role="group" aria-label={words.audit.filters}>
          {filters.map(([name, text]) => (
            <span key={name} className="chip brand">
              <span>
                {words.audit.fields[name]}: <b>{text}</b>
              </span>
              <button type="button" aria-label={words.audit.without(words.audit.fields[name])} onClick={() => go(withParameter(place, name, ''), {replace: true})}>
                <X size={13} aria-hidden />
              </button>
            </span>
          ))}
          <Link className="btn compact ghost" to="/audit">
            {words.clear}
          </Link>
        </div>
      )}
      <Fetched asked={listed} value={entries} lines={8} empty={<Empty title={words.audit.none}>{words.keys.noneHint}</Empty>}>
        {all => (
          <>
            <ChainState newest={all[0]} />
            <div className="card">
              {all.map(entry => (
                <Entry key={entry.revision} entry={entry} />
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
    </Page>
  );
}

function ChainState({newest}: {newest: AuditEntry | undefined}) {
  const {words, formats} = useLanguage();
  return newest === undefined ? null : (
    <div className="note info">
      <ShieldCheck size={17} aria-hidden />
      <div>
        {words.audit.chain(formats.number(newest.revision))} <code>{newest.hash.slice(0, 16)}…</code> {words.audit.verify} <code>counterfoil audit verify</code>
      </div>
    </div>
  );
}

function FilterForm() {
  const {words} = useLanguage();
  const place = usePlace();
  const [name, setName] = useState<Filter>('actor');
  const [text, setText] = useState('');
  const dated = name === 'from' || name === 'until';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (text.trim() !== '') {
      go(withParameter(place, name, text.trim()), {replace: true});
      setText('');
    }
  };
  return (
    <form className="filter-form" onSubmit={submit}>
      <Field label={words.audit.filterBy}>
        {given => (
          <select
            {...given}
            className="select"
            value={name}
            onChange={event => {
              setName(event.target.value as Filter);
              setText('');
            }}
          >
            {FILTERS.map(each => (
              <option key={each} value={each}>
                {words.audit.fields[each]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.audit.fields[name]}>
        {given => <input {...given} className={dated ? 'input' : 'input mono'} type={dated ? 'date' : 'text'} spellCheck={false} placeholder={words.audit.hints[name]} list={name === 'action' ? 'audit-actions' : undefined} value={text} onChange={event => setText(event.target.value)} />}
      </Field>
      <datalist id="audit-actions">
        {Object.keys(words.audit.actions).map(each => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <button type="submit" className="btn">
        {words.audit.addFilter}
      </button>
    </form>
  );
}

function Entry({entry}: {entry: AuditEntry}) {
  const {words, formats} = useLanguage();
  const name = useActionName();
  const place = usePlace();
  const [open, setOpen] = useState(false);
  const narrowed = (filter: Filter, text: string) => withParameter(place, filter, text);
  return (
    <details className="entry" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <ChevronRight size={15} aria-hidden />
        <span className="entry-what">
          <b>{name(entry.action)}</b>
          <span className="mono small soft">{entry.target}</span>
        </span>
        <span className="entry-who soft small">{entry.actor}</span>
        <span className="faint small nowrap" title={formats.moment(entry.at)}>
          {formats.ago(entry.at)}
        </span>
      </summary>
      {open ? (
        <div className="entry-body">
          <Difference before={entry.before} after={entry.after} />
          <dl className="facts">
            <dt>{words.why.when}</dt>
            <dd>{formats.moment(entry.at)}</dd>
            <dt>{words.audit.fields.actor}</dt>
            <dd>
              <Link to={narrowed('actor', entry.actor)}>{entry.actor}</Link>
            </dd>
            <dt>{words.audit.fields.action}</dt>
            <dd>
              <Link to={narrowed('action', entry.action)}>
                <code>{entry.action}</code>
              </Link>
            </dd>
            <dt>{words.audit.fields.target}</dt>
            <dd>
              <Link to={narrowed('target', entry.target)}>
                <code>{entry.target}</code>
              </Link>
            </dd>
            <dt>{words.why.from}</dt>
            <dd className="mono">{entry.address ?? '–'}</dd>
            <dt>{words.why.revision}</dt>
            <dd>{formats.number(entry.revision)}</dd>
            <dt>{words.audit.hash}</dt>
            <dd>
              <code className="small">{entry.hash}</code>
            </dd>
          </dl>
        </div>
      ) : null}
    </details>
  );
}
