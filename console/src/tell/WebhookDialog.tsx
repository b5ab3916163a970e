import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useState, type SubmitEvent} from 'react';
import {api, body, type Schemas} from '../api/client.ts';
import {useAccount} from '../app/session.tsx';
import {BoxRow} from '../parts/Box.tsx';
import {Field} from '../parts/Field.tsx';
import {Modal} from '../parts/Modal.tsx';
import {ProblemNote} from '../parts/States.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {useLanguage} from '../words/language.tsx';
import {eventNames} from './names.ts';
import type {Webhook} from './queries.ts';

type EventType = Schemas['EventType'];

interface Props {
  /** The webhook to change; null to add one. */
  value: Webhook | null;
  onClose: () => void;
  onSecret: (secret: string) => void;
}

/** Adds a webhook, or changes where it leads and what it gets. */
export function WebhookDialog({value, onClose, onSecret}: Props) {
  const {words} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const [url, setUrl] = useState(value?.url ?? 'https://');
  const [description, setDescription] = useState(value?.description ?? '');
  const [some, setSome] = useState(value !== null && value.types.length > 0);
  const [types, setTypes] = useState<ReadonlySet<EventType>>(new Set(value?.types));
  const names = eventNames(words);
  // Whoever asks for a test gets it: it is nothing to choose.
  const known = (Object.keys(names) as EventType[]).filter(each => each !== 'webhook.test');
  const saving = useMutation({
    mutationFn: async () => {
      const sent = {url: url.trim(), description: description.trim(), types: some ? known.filter(each => types.has(each)) : []};
      if (value === null) {
        return (await body(api.POST('/v1/accounts/{account}/webhooks', {params: {path: {account}}, body: sent}))).secret ?? null;
      }
      await body(api.PATCH('/v1/accounts/{account}/webhooks/{webhook}', {params: {path: {account, webhook: value.id}}, body: sent}));
      return null;
    },
    onSuccess: async secret => {
      if (secret === null) {
        onClose();
        toast('ok', words.webhooks.saved);
      } else {
        onSecret(secret);
      }
      await client.invalidateQueries({queryKey: [account, 'webhooks']});
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <Modal
      open
      title={value === null ? words.webhooks.add : words.webhooks.edit}
      onClose={onClose}
      foot={
        <>
          <span className="spacer" />
          <button type="button" className="btn" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" form="webhook" className="btn primary" disabled={saving.isPending || (some && types.size === 0)}>
            {value === null ? words.webhooks.add : words.save}
          </button>
        </>
      }
    >
      <form id="webhook" className="stack" onSubmit={submit}>
        <Field label={words.webhooks.url} hint={words.webhooks.urlHint}>
          {given => <input {...given} className="input mono" type="url" required maxLength={2000} spellCheck={false} value={url} onChange={event => setUrl(event.target.value)} />}
        </Field>
        <Field label={`${words.webhooks.description} (${words.optional})`}>
          {given => <input {...given} className="input" maxLength={200} value={description} onChange={event => setDescription(event.target.value)} />}
        </Field>
        <fieldset className="choices">
          <legend>{words.webhooks.events}</legend>
          {[false, true].map(each => (
            <label key={String(each)} className="check-row">
              <input type="radio" name="events" checked={some === each} onChange={() => setSome(each)} />
              <span>{each ? words.webhooks.some : words.webhooks.all}</span>
            </label>
          ))}
        </fieldset>
        {some ? (
          <ul className="event-list" tabIndex={0} aria-label={words.webhooks.events}>
            {known.map(each => (
              <li key={each}>
                <BoxRow
                  label={names[each]}
                  checked={types.has(each)}
                  onChange={on => {
                    const next = new Set(types);
                    if (on) {
                      next.add(each);
                    } else {
                      next.delete(each);
                    }
                    setTypes(next);
                  }}
                >
                  {names[each]}
                </BoxRow>
              </li>
            ))}
          </ul>
        ) : null}
        <ProblemNote error={saving.error} />
      </form>
    </Modal>
  );
}
