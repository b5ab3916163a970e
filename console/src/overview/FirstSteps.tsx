import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {Check, X} from 'lucide-react';
import {firstStepsOf, noteFirstStep} from '../api/firstSteps.ts';
import {Link} from '../app/router.tsx';
import {useAccount} from '../app/session.tsx';
import {Card} from '../parts/Page.tsx';
import {useLanguage} from '../words/language.tsx';

const LOOK_AGAIN_MILLIS = 5000;

/** Four steps that tick themselves, until all are done or they are put away. */
export function FirstSteps() {
  const {words} = useLanguage();
  const account = useAccount();
  const queries = useQueryClient();
  const asked = firstStepsOf(account);
  const {data} = useQuery({...asked, refetchInterval: LOOK_AGAIN_MILLIS});
  const {mutate, isPending} = useMutation({
    mutationFn: () => noteFirstStep(account, 'dismissed'),
    onSuccess: now => queries.setQueryData(asked.queryKey, now),
  });
  if (data === undefined || data.dismissed || (data.key && data.role && data.call && data.refusal)) {
    return null;
  }
  const own = data.appKey === null ? '/keys' : `/keys/${encodeURIComponent(data.appKey)}`;
  const steps = [
    {name: 'key', done: data.key, to: '/keys?generate=1'},
    {name: 'role', done: data.role, to: own},
    {name: 'call', done: data.call, to: own},
    {name: 'refusal', done: data.refusal, to: '/refusals'},
  ] as const;
  const next = steps.find(step => !step.done);
  return (
    <Card
      title={words.overview.begin}
      aside={words.overview.beginAside}
      actions={
        <button type="button" className="iconbtn" aria-label={words.overview.dismiss} title={words.overview.dismiss} disabled={isPending} onClick={() => mutate()}>
          <X size={16} aria-hidden />
        </button>
      }
    >
      <ol className="checklist">
        {steps.map(step => (
          <li key={step.name} className={step.done ? 'done' : step === next ? 'next' : ''}>
            <span className="tick">{step.done ? <Check size={14} strokeWidth={3} aria-hidden /> : null}</span>
            <span className="sr">{step.done ? words.overview.isDone : words.overview.isOpen}: </span>
            {step.done ? words.overview.steps[step.name] : <Link to={step.to}>{words.overview.steps[step.name]}</Link>}
          </li>
        ))}
      </ol>
    </Card>
  );
}
