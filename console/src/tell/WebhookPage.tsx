import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {CirclePause, CirclePlay, KeyRound, Pencil, Send, Trash2, TriangleAlert} from 'lucide-react';
import {useState, type SubmitEvent} from 'react';
import {AccountTabs} from '../account/AccountTabs.tsx';
import {api, body} from '../api/client.ts';
import {go, Link} from '../app/router.tsx';
import {useAccount, useMay} from '../app/session.tsx';
import {Actions} from '../parts/Actions.tsx';
import {Confirm} from '../parts/Confirm.tsx';
import {Waiting} from '../parts/Fetched.tsx';
import {Field} from '../parts/Field.tsx';
import {Modal} from '../parts/Modal.tsx';
import {Card, Page} from '../parts/Page.tsx';
import {ProblemNote} from '../parts/States.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {useLanguage} from '../words/language.tsx';
import '../keys/keys.css';
import {Messages} from './Messages.tsx';
import {eventNames} from './names.ts';
import {failureOf, webhookOf, type Webhook} from './queries.ts';
import {SecretOnce} from './SecretOnce.tsx';
import {WebhookDialog} from './WebhookDialog.tsx';
import {WebhookState} from './WebhooksPage.tsx';

/** One webhook: where it leads, what it gets, whether it works, and everything that was sent there. */
export default function WebhookPage({id}: {id: string}) {
  const {words} = useLanguage();
  const asked = useQuery({...webhookOf(useAccount(), id), refetchInterval: 5000});
  if (asked.data === undefined) {
    return (
      <Page title={words.webhooks.title}>
        <AccountTabs now="webhooks" />
        <Waiting asked={asked} lines={6} />
        <div>
          <Link className="btn" to="/account/webhooks">
            {words.webhooks.toAll}
          </Link>
        </div>
      </Page>
    );
  }
  return <Shown value={asked.data} />;
}

type Dialog = 'edit' | 'rotate' | 'delete' | 'replay' | null;

function Shown({value}: {value: Webhook}) {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const mayEdit = useMay('Save_Account');
  const maySeeLog = useMay('view_metrics', 'Save_Account');
  const [dialog, setDialog] = useState<Dialog>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const close = () => setDialog(null);
  const params = {path: {account, webhook: value.id}};
  const changed = () => Promise.all([client.invalidateQueries({queryKey: [account, 'webhooks']}), client.invalidateQueries({queryKey: [account, 'outbox']})]);
  const switching = useMutation({
    mutationFn: (enabled: boolean) => body(api.PATCH('/v1/accounts/{account}/webhooks/{webhook}', {params, body: {enabled}})),
    onSuccess: async (_, enabled) => {
      toast('ok', enabled ? words.webhooks.switchedOn : words.webhooks.switchedOff);
      await changed();
    },
    onError: error => toast('bad', error.message),
  });
  const testing = useMutation({
    mutationFn: () => body(api.POST('/v1/accounts/{account}/webhooks/{webhook}/test', {params})),
    onSuccess: async () => {
      toast('ok', words.webhooks.tested);
      await changed();
    },
    onError: error => toast('bad', error.message),
  });
  const rotating = useMutation({
    mutationFn: () => body(api.POST('/v1/accounts/{account}/webhooks/{webhook}/rotate-secret', {params})),
    onSuccess: async answer => {
      close();
      setSecret(answer.secret ?? null);
      await changed();
    },
  });
  const deleting = useMutation({
    mutationFn: () => body(api.DELETE('/v1/accounts/{account}/webhooks/{webhook}', {params})),
    onSuccess: async () => {
      toast('ok', words.webhooks.deleted);
      go('/account/webhooks');
      await client.invalidateQueries({queryKey: [account, 'webhooks'], exact: true});
    },
  });
  const works = value.enabled;
  const failure = failureOf(value);
  return (
    <Page
      title={value.description === '' ? words.webhooks.title : value.description}
      purpose={
        <span className="key-top">
          <span className="mono">{value.url}</span>
          <WebhookState value={value} />
        </span>
      }
      actions={
        mayEdit ? (
          <div className="row">
            {works ? (
              <button type="button" className="btn" disabled={testing.isPending} onClick={() => testing.mutate()}>
                <Send size={15} aria-hidden />
                {words.webhooks.test}
              </button>
            ) : (
              <button type="button" className="btn primary" disabled={switching.isPending} onClick={() => switching.mutate(true)}>
                <CirclePlay size={15} aria-hidden />
                {words.webhooks.switchOn}
              </button>
            )}
            <Actions
              of={value.url}
              actions={[
                {label: words.key.edit, icon: Pencil, run: () => setDialog('edit')},
                {label: words.webhooks.replay, icon: Send, run: () => setDialog('replay')},
                {label: words.webhooks.rotate, icon: KeyRound, run: () => setDialog('rotate')},
                ...(works ? [{label: words.webhooks.switchOff, icon: CirclePause, run: () => switching.mutate(false)}] : []),
                null,
                {label: words.webhooks.delete, icon: Trash2, danger: true, run: () => setDialog('delete')},
              ]}
            />
          </div>
        ) : undefined
      }
    >
      <AccountTabs now="webhooks" />
      {failure === null ? null : (
        <div className="note bad">
          <TriangleAlert size={16} aria-hidden />
          <div>
            <b>{words.webhooks.disabledTitle}:</b> {failure}. {words.webhooks.disabledHint}
          </div>
        </div>
      )}
      {value.formerSecretUntil === null ? null : <div className="note info">{words.webhooks.formerSecret(formats.moment(value.formerSecretUntil))}</div>}
      <Card title={words.webhooks.events}>
        <div className="pad">
          <div className="chips">
            {value.types.length === 0 ? <span className="chip">{words.webhooks.all}</span> : null}
            {value.types.map(each => (
              <span key={each} className="chip">
                {eventNames(words)[each]}
              </span>
            ))}
          </div>
          <p className="faint small">
            {words.key.created} {formats.date(value.createdAt)} · {value.createdBy}
          </p>
        </div>
      </Card>
      {maySeeLog ? (
        <section className="stack" aria-labelledby="sent">
          <h2 className="section" id="sent">
            {words.webhooks.log}
          </h2>
          <Messages endpoint={value.id} mayReplay={mayEdit} />
        </section>
      ) : null}
      {dialog === 'edit' ? <WebhookDialog value={value} onClose={close} onSecret={setSecret} /> : null}
      {dialog === 'replay' ? <ReplayDialog webhook={value.id} onClose={close} /> : null}
      {dialog === 'rotate' ? (
        <Confirm title={words.webhooks.rotateTitle} action={words.webhooks.rotateSubmit} pending={rotating.isPending} error={rotating.error} onConfirm={() => rotating.mutate()} onClose={close}>
          <p>{words.webhooks.rotateText}</p>
        </Confirm>
      ) : null}
      {dialog === 'delete' ? (
        <Confirm title={words.webhooks.deleteTitle} action={words.webhooks.delete.replace('…', '')} danger pending={deleting.isPending} error={deleting.error} onConfirm={() => deleting.mutate()} onClose={close}>
          <p>{words.webhooks.deleteText}</p>
        </Confirm>
      ) : null}
      {secret === null ? null : <SecretOnce secret={secret} onClose={() => setSecret(null)} />}
    </Page>
  );
}

const DAY_MILLIS = 24 * 3600_000;

/** The local time as a field of the browser wants it. */
function fieldOf(millis: number): string {
  return new Date(millis - new Date(millis).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function ReplayDialog({webhook, onClose}: {webhook: string; onClose: () => void}) {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const [since, setSince] = useState(() => fieldOf(Date.now() - DAY_MILLIS));
  const replaying = useMutation({
    mutationFn: () => body(api.POST('/v1/accounts/{account}/webhooks/{webhook}/replay', {params: {path: {account, webhook}}, body: {from: new Date(since).toISOString()}})),
    onSuccess: async answer => {
      onClose();
      toast('ok', words.webhooks.replayed(formats.number(answer.messages ?? 0)));
      await client.invalidateQueries({queryKey: [account, 'outbox']});
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    replaying.mutate();
  };
  return (
    <Modal
      open
      small
      title={words.webhooks.replayTitle}
      onClose={onClose}
      foot={
        <>
          <span className="spacer" />
          <button type="button" className="btn" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" form="replay" className="btn primary" disabled={replaying.isPending}>
            {words.webhooks.replayOne}
          </button>
        </>
      }
    >
      <p>{words.webhooks.replayText}</p>
      <form id="replay" onSubmit={submit}>
        <Field label={words.webhooks.since}>
          {given => <input {...given} className="input" type="datetime-local" required max={fieldOf(Date.now())} value={since} onChange={event => setSince(event.target.value)} />}
        </Field>
      </form>
      <ProblemNote error={replaying.error} />
    </Modal>
  );
}
