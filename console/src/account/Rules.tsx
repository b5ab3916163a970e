import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useState, type SubmitEvent} from 'react';
import {api, body, type Account, type Schemas} from '../api/client.ts';
import {session} from '../api/session.ts';
import {useAccount, useMay, useSession} from '../app/session.tsx';
import {Field} from '../parts/Field.tsx';
import {Card} from '../parts/Page.tsx';
import {ProblemNote} from '../parts/States.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {useLanguage} from '../words/language.tsx';

/** Changes the account, says so, and has everything that depends on it asked for anew. */
export function useAccountChange(done: string) {
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: (change: Schemas['AccountChange']) => body(api.PATCH('/v1/accounts/{account}', {params: {path: {account}}, body: change})),
    onSuccess: async () => {
      toast('ok', done);
      await Promise.all([client.invalidateQueries({queryKey: [account]}), client.invalidateQueries({queryKey: session.queryKey})]);
    },
  });
}

interface Choice<T extends string> {
  readonly value: T;
  readonly name: string;
  readonly hint: string;
}

interface RuleProps<T extends string> {
  title: string;
  value: T;
  choices: readonly Choice<T>[];
  /** Said in place of the button to who may not change it. */
  mayNot: string | null;
  saved: string;
  change: (value: T) => Schemas['AccountChange'];
}

/** A rule of the account: one of a few, each with what follows from it. */
function Rule<T extends string>({title, value, choices, mayNot, saved, change}: RuleProps<T>) {
  const {words} = useLanguage();
  const [chosen, setChosen] = useState(value);
  const saving = useAccountChange(saved);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    saving.mutate(change(chosen));
  };
  return (
    <Card title={title}>
      <form className="pad" onSubmit={submit}>
        <fieldset className="plain" disabled={mayNot !== null}>
          <legend className="sr">{title}</legend>
          {choices.map(each => (
            <label key={each.value} className="check-row">
              <input type="radio" name={title} checked={chosen === each.value} onChange={() => setChosen(each.value)} />
              <span>
                {each.name}
                <span className="faint small block">{each.hint}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <ProblemNote error={saving.error} />
        {mayNot === null ? (
          <div className="row end">
            <button type="submit" className="btn primary" disabled={saving.isPending || chosen === value}>
              {words.save}
            </button>
          </div>
        ) : mayNot === '' ? null : (
          <p className="faint small">{mayNot}</p>
        )}
      </form>
    </Card>
  );
}

function choices<const T extends string>(values: readonly T[], names: Readonly<Record<T, string>>, hints: Readonly<Record<T, string>>): Choice<T>[] {
  return values.map(each => ({value: each, name: names[each], hint: hints[each]}));
}

/** Who may generate keys, when tokens are due, what happens to leaked ones, and whether all need a second factor. */
export function Rules({value}: {value: Account}) {
  const {words} = useLanguage();
  const {session: signed, account} = useSession();
  const isSponsor = signed.accounts.some(each => each.account === account && each.sponsor);
  const mayRenewal = useMay('EditApiKeysSettings', 'Save_Account');
  const mayEdit = useMay('Save_Account');
  const period = value.renewalPeriod === 6 ? '6' : '3';
  const factor = value.secondFactorRequired === true ? 'on' : 'off';
  const onLeak = value.onLeak ?? 'quarantine';
  return (
    <>
      <Rule
        key={value.keyCreation}
        title={words.account.rule}
        value={value.keyCreation}
        choices={choices(['sponsor_only', 'delegated'], words.account.rules, words.account.ruleHints)}
        mayNot={isSponsor ? null : words.account.onlySponsor}
        saved={words.account.ruleSaved}
        change={keyCreation => ({keyCreation})}
      />
      <Rule
        key={`renewal ${period}`}
        title={words.rules.renewal}
        value={period}
        choices={choices(['3', '6'], words.rules.renewals, words.rules.renewalHints)}
        mayNot={mayRenewal ? null : ''}
        saved={words.rules.saved}
        change={months => ({renewalPeriod: months === '6' ? 6 : 3})}
      />
      <Rule
        key={onLeak}
        title={words.rules.onLeak}
        value={onLeak}
        choices={choices(['quarantine', 'alarm'], words.rules.onLeaks, words.rules.onLeakHints)}
        mayNot={mayEdit ? null : ''}
        saved={words.rules.saved}
        change={rule => ({onLeak: rule})}
      />
      <Rule
        key={factor}
        title={words.rules.factor}
        value={factor}
        choices={choices(['off', 'on'], words.rules.factors, words.rules.factorHints)}
        mayNot={mayEdit ? null : ''}
        saved={words.rules.saved}
        change={rule => ({secondFactorRequired: rule === 'on'})}
      />
    </>
  );
}

/** For how many days refusals are kept in full; where it is left empty, for as many as the server was told. */
export function KeepRefusals({value}: {value: Account}) {
  const {words} = useLanguage();
  const mayEdit = useMay('Save_Account');
  const before = value.keepRefusals == null ? '' : String(value.keepRefusals);
  const [days, setDays] = useState(before);
  const saving = useAccountChange(words.rules.saved);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    saving.mutate({keepRefusals: days === '' ? null : Number(days)});
  };
  return (
    <Card title={words.rules.keep}>
      <form className="pad" onSubmit={submit}>
        <Field label={words.rules.keepDays} hint={words.rules.keepHint}>
          {given => <input {...given} className="input date" type="number" min={1} max={30} readOnly={!mayEdit} value={days} onChange={event => setDays(event.target.value)} />}
        </Field>
        <ProblemNote error={saving.error} />
        {mayEdit ? (
          <div className="row end">
            <button type="submit" className="btn primary" disabled={saving.isPending || days === before}>
              {words.save}
            </button>
          </div>
        ) : null}
      </form>
    </Card>
  );
}

/** How long what is kept. */
export function Kept() {
  const {words} = useLanguage();
  return (
    <Card title={words.rules.kept} aside={words.rules.keptAside}>
      <div className="pad">
        <dl className="facts">
          {Object.values(words.rules.keeping).map(([what, howLong]) => (
            <div key={what} className="fact">
              <dt>{what}</dt>
              <dd>{howLong}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Card>
  );
}
