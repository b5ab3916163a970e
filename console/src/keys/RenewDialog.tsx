import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import {api, body, type Key} from '../api/client.ts';
import {useAccount} from '../app/session.tsx';
import {Modal} from '../parts/Modal.tsx';
import {ProblemNote} from '../parts/States.tsx';
import {useLanguage} from '../words/language.tsx';
import {HandoverChoice} from './HandoverChoice.tsx';
import {SecretDialog} from './SecretDialog.tsx';

/** Starts a renewal: a second token beside the old one. */
export function RenewDialog({value, onClose}: {value: Key; onClose: () => void}) {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const [link, setLink] = useState(false);
  const [old, setOld] = useState<'later' | 'now'>('later');
  const [days, setDays] = useState(value.finishAfterDays);
  const starting = useMutation({
    mutationFn: () =>
      body(
        api.POST('/v1/accounts/{account}/keys/{key}/renewal', {
          params: {path: {account, key: value.id}},
          body: {deleteOld: old, ...(link ? {link: true} : {}), ...(old === 'later' ? {finishAfterDays: days} : {})},
        }),
      ),
    onSuccess: () => client.invalidateQueries({queryKey: [account]}),
  });
  if (starting.data !== undefined) {
    return <SecretDialog issued={starting.data} renewed onClose={onClose} />;
  }
  return (
    <Modal
      open
      title={words.renew.title(value.label)}
      description={words.renew.purpose}
      onClose={onClose}
      foot={
        <>
          <span className="spacer" />
          <button type="button" className="btn" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="button" className="btn primary" disabled={starting.isPending} onClick={() => starting.mutate()}>
            {words.renew.submit}
          </button>
        </>
      }
    >
      <fieldset className="choices">
        <legend>{words.renew.oldToken}</legend>
        <label className="check-row">
          <input type="radio" name="old" checked={old === 'later'} onChange={() => setOld('later')} />
          <span>{words.renew.later}</span>
        </label>
        {old === 'later' ? (
          <label className="check-row indent">
            <span className="row">
              {words.renew.silence}
              <input className="input days" type="number" min={0} max={365} value={days} onChange={event => setDays(Number(event.target.value))} />
            </span>
          </label>
        ) : null}
        <label className="check-row">
          <input type="radio" name="old" checked={old === 'now'} onChange={() => setOld('now')} />
          <span>{words.renew.now}</span>
        </label>
        {old === 'now' && value.lastUsedAt !== null ? <div className="note">{words.renew.nowWarning(formats.ago(value.lastUsedAt))}</div> : null}
      </fieldset>
      <HandoverChoice link={link} onChange={setLink} />
      <ProblemNote error={starting.error} />
    </Modal>
  );
}
