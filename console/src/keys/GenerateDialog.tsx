import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {Check, TriangleAlert} from 'lucide-react';
import {useState} from 'react';
import {api, body} from '../api/client.ts';
import {rolesOf} from '../api/queries.ts';
import {useAccount} from '../app/session.tsx';
import {Field} from '../parts/Field.tsx';
import {Modal} from '../parts/Modal.tsx';
import {ProblemNote} from '../parts/States.tsx';
import {useLanguage} from '../words/language.tsx';
import {HandoverChoice} from './HandoverChoice.tsx';
import {LeastRole} from './LeastRole.tsx';
import {RolePicker} from './RolePicker.tsx';
import {SecretDialog} from './SecretDialog.tsx';

/** Generates a key in three steps: what for, what it may, and a summary in words. */
export function GenerateDialog({onClose}: {onClose: () => void}) {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const [step, setStep] = useState(0);
  const [label, setLabel] = useState('');
  const [description, setDescription] = useState('');
  const [ends, setEnds] = useState('');
  const [roles, setRoles] = useState<ReadonlySet<number>>(new Set());
  const [way, setWay] = useState<'role' | 'call'>('role');
  const [link, setLink] = useState(false);
  const [touched, setTouched] = useState(false);
  const [once] = useState(() => crypto.randomUUID());
  const names = useQuery(rolesOf(account)).data?.filter(role => roles.has(role.id)).map(role => role.name) ?? [];
  const wrongLabel = label.trim() === '' || label.trim().length > 100;
  const wrongEnd = ends !== '' && !(Date.parse(ends) > Date.now());
  const making = useMutation({
    mutationFn: () =>
      body(
        api.POST('/v1/accounts/{account}/keys', {
          params: {path: {account}},
          headers: {'Idempotency-Key': once},
          body: {
            label: label.trim(),
            roles: [...roles],
            ...(description.trim() === '' ? {} : {description: description.trim()}),
            ...(ends === '' ? {} : {expiresAt: new Date(`${ends}T00:00:00`).toISOString()}),
            ...(link ? {link: true} : {}),
          },
        }),
      ),
    onSuccess: () => client.invalidateQueries({queryKey: [account, 'keys']}),
  });
  if (making.data !== undefined) {
    return <SecretDialog issued={making.data} renewed={false} onClose={onClose} />;
  }
  const next = () => {
    setTouched(true);
    if (step > 0 || (!wrongLabel && !wrongEnd)) {
      setStep(step + 1);
    }
  };
  return (
    <Modal
      open
      title={words.generate.title}
      onClose={onClose}
      foot={
        <>
          {step === 0 ? null : (
            <button type="button" className="btn" onClick={() => setStep(step - 1)}>
              {words.back}
            </button>
          )}
          <span className="spacer" />
          <button type="button" className="btn" onClick={onClose}>
            {words.cancel}
          </button>
          {step < 2 ? (
            <button type="button" className="btn primary" onClick={next}>
              {words.next}
            </button>
          ) : (
            <button type="button" className="btn primary" disabled={making.isPending} onClick={() => making.mutate()}>
              {words.generate.submit}
            </button>
          )}
        </>
      }
    >
      <Steps at={step} />
      {step === 0 ? (
        <>
          <Field label={words.generate.label} hint={words.generate.labelHint} wrong={touched && wrongLabel ? words.generate.labelWrong : null}>
            {given => <input {...given} className="input" autoFocus maxLength={120} value={label} onChange={event => setLabel(event.target.value)} onKeyDown={event => (event.key === 'Enter' ? next() : undefined)} />}
          </Field>
          <Field label={`${words.generate.description} (${words.optional})`} hint={words.generate.descriptionHint}>
            {given => <textarea {...given} className="textarea" maxLength={1000} value={description} onChange={event => setDescription(event.target.value)} />}
          </Field>
          <Field label={`${words.generate.expires} (${words.optional})`} hint={words.generate.expiresHint} wrong={wrongEnd ? words.generate.expiresWrong : null}>
            {given => <input {...given} className="input date" type="date" value={ends} onChange={event => setEnds(event.target.value)} />}
          </Field>
        </>
      ) : null}
      {step === 1 ? (
        <>
          <div className="seg fit" role="group" aria-label={words.keys.role}>
            <button type="button" aria-pressed={way === 'role'} onClick={() => setWay('role')}>
              {words.generate.byRole}
            </button>
            <button type="button" aria-pressed={way === 'call'} onClick={() => setWay('call')}>
              {words.generate.byCall}
            </button>
          </div>
          {way === 'role' ? <RolePicker chosen={roles} onChange={setRoles} /> : <LeastRole chosen={roles} onChange={setRoles} />}
          {roles.size === 0 ? (
            <div className="note">
              <TriangleAlert size={16} aria-hidden />
              <div>{words.generate.noRoleWarning}</div>
            </div>
          ) : null}
        </>
      ) : null}
      {step === 2 ? (
        <>
          <dl className="facts">
            <dt>{words.generate.summaryName}</dt>
            <dd>
              <b>{label.trim()}</b>
              {description.trim() === '' ? null : <div className="soft small">{description.trim()}</div>}
            </dd>
            <dt>{words.generate.summaryRoles}</dt>
            <dd>{names.length === 0 ? <span className="chip warn">{words.generate.summaryNothing}</span> : <span className="chips">{names.map(name => <span key={name} className="chip"><span>{name}</span></span>)}</span>}</dd>
            <dt>{words.generate.summaryEnds}</dt>
            <dd>{ends === '' ? words.generate.summaryNever : formats.date(`${ends}T00:00:00`)}</dd>
            <dt>{words.generate.summaryToken}</dt>
            <dd>{words.generate.summaryTokenText}</dd>
          </dl>
          <HandoverChoice link={link} onChange={setLink} />
          <ProblemNote error={making.error} />
        </>
      ) : null}
    </Modal>
  );
}

function Steps({at}: {at: number}) {
  const {words} = useLanguage();
  return (
    <ol className="steps">
      {words.generate.steps.map((name, index) => (
        <li key={name} className={index < at ? 'done' : ''} aria-current={index === at ? 'step' : undefined}>
          <span className="n" aria-hidden>
            {index < at ? <Check size={13} strokeWidth={3} /> : index + 1}
          </span>
          {name}
        </li>
      ))}
    </ol>
  );
}
