import {useQuery} from '@tanstack/react-query';
import {Plus} from 'lucide-react';
import {useState} from 'react';
import {AccountTabs} from '../account/AccountTabs.tsx';
import {Link} from '../app/router.tsx';
import {useAccount, useMay} from '../app/session.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Page} from '../parts/Page.tsx';
import {Empty} from '../parts/States.tsx';
import {Table} from '../parts/Table.tsx';
import {useLanguage} from '../words/language.tsx';
import '../keys/keys.css';
import {failureOf, webhooksOf, type Webhook} from './queries.ts';
import {SecretOnce} from './SecretOnce.tsx';
import {WebhookDialog} from './WebhookDialog.tsx';

/** Where the account's events are sent to. */
export default function WebhooksPage() {
  const {words, formats} = useLanguage();
  const mayEdit = useMay('Save_Account');
  const listed = useQuery(webhooksOf(useAccount()));
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const add = mayEdit ? (
    <button type="button" className="btn primary" onClick={() => setAdding(true)}>
      <Plus size={16} aria-hidden />
      {words.webhooks.add}
    </button>
  ) : undefined;
  return (
    <Page title={words.webhooks.title} purpose={words.webhooks.purpose} actions={listed.data?.length === 0 ? undefined : add}>
      <AccountTabs now="webhooks" />
      <Fetched
        asked={listed}
        value={listed.data}
        empty={
          <Empty title={words.webhooks.none} action={add}>
            {words.webhooks.noneHint}
          </Empty>
        }
      >
        {webhooks => (
          <Table label={words.webhooks.title} heads={[words.webhooks.url, words.webhooks.events, words.webhooks.state, words.key.created]}>
            {webhooks.map(each => (
              <tr key={each.id}>
                <td>
                  <Link className="strong" to={`/account/webhooks/${each.id}`}>
                    {each.description === '' ? each.url : each.description}
                  </Link>
                  {each.description === '' ? null : <div className="mono small soft">{each.url}</div>}
                </td>
                <td>{each.types.length === 0 ? words.webhooks.all : words.webhooks.count(formats.number(each.types.length))}</td>
                <td>
                  <WebhookState value={each} />
                </td>
                <td className="nowrap">{formats.date(each.createdAt)}</td>
              </tr>
            ))}
          </Table>
        )}
      </Fetched>
      {adding ? (
        <WebhookDialog
          value={null}
          onClose={() => setAdding(false)}
          onSecret={shown => {
            setAdding(false);
            setSecret(shown);
          }}
        />
      ) : null}
      {secret === null ? null : <SecretOnce secret={secret} onClose={() => setSecret(null)} />}
    </Page>
  );
}

/** Whether events are sent there, and if not, whose doing that is. */
export function WebhookState({value}: {value: Webhook}) {
  const {words} = useLanguage();
  if (failureOf(value) !== null) {
    return <span className="chip bad">{words.webhooks.disabled}</span>;
  }
  return <span className={`chip ${value.enabled ? 'ok' : ''}`}>{value.enabled ? words.webhooks.on : words.webhooks.off}</span>;
}
