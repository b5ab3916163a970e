import {useMutation, useQueryClient} from '@tanstack/react-query';
import {Wrench} from 'lucide-react';
import {useState} from 'react';
import {useAccount} from '../app/session.tsx';
import {Confirm} from '../parts/Confirm.tsx';
import {CopyButton} from '../parts/CopyButton.tsx';
import {Effects} from '../parts/Effects.tsx';
import {Card} from '../parts/Page.tsx';
import {capitalized, Said} from '../parts/Said.tsx';
import {useToast} from '../parts/Toasts.tsx';
import type {Words} from '../words/en.ts';
import {useLanguage} from '../words/language.tsx';
import type {Explained, FixText} from './explained.ts';
import {carryOut} from './queries.ts';

/** So many ways are shown at first. */
const SHOWN = 3;

function actionName(fix: FixText, words: Words): string {
  const kinds = words.why.fix as Record<string, ((what: string) => string) | undefined>;
  const named = kinds[fix.kind];
  return named === undefined ? words.why.fixIt : named(fix.roles?.map(role => role.name).join(' + ') ?? '');
}

/** Ways to repair it, what grants least first, each carried out by one button after its impact was shown. */
export function Fixes({value, onDone}: {value: Explained; onDone: () => void}) {
  const {words} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const [asked, setAsked] = useState<FixText | null>(null);
  const [all, setAll] = useState(false);
  const fixing = useMutation({
    mutationFn: (fix: FixText) => carryOut(fix.action?.steps ?? []),
    onSuccess: async () => {
      setAsked(null);
      toast('ok', words.why.fixed);
      await client.invalidateQueries({queryKey: [account]});
      onDone();
    },
  });
  const fixes = value.fixes ?? [];
  const only = asked?.action?.steps[0];
  if (value.code === null) {
    return null;
  }
  return (
    <Card title={words.why.howToFix} aside={fixes.length > 1 ? words.why.leastFirst : undefined}>
      {fixes.length === 0 ? (
        <div className="pad soft">
          <p>
            <Said text={value.repair} />
          </p>
        </div>
      ) : null}
      {fixes.slice(0, all ? fixes.length : SHOWN).map((fix, index) => (
        <div key={`${fix.kind} ${fix.text}`} className="fix">
          <h3>
            <span className="n">{index + 1}</span>
            <span>
              <Said text={capitalized(fix.text)} />
            </span>
          </h3>
          {fix.kind === 'advice' ? (
            <p>
              <Said text={value.repair} />
            </p>
          ) : null}
          <Gain fix={fix} />
          {fix.action == null || fix.action.steps.length === 0 ? null : (
            <div className="row">
              <button type="button" className={`btn compact ${index === 0 ? 'primary' : ''}`} onClick={() => setAsked(fix)}>
                <Wrench size={14} aria-hidden />
                {actionName(fix, words)}
              </button>
              {fix.action.commands.length === 0 ? null : <CopyButton text={fix.action.commands.join('\n')} what={words.why.command} label={words.why.command} />}
            </div>
          )}
        </div>
      ))}
      {all || fixes.length <= SHOWN ? null : (
        <div className="fix">
          <div>
            <button type="button" className="btn compact ghost" onClick={() => setAll(true)}>
              {words.why.moreWays(String(fixes.length - SHOWN))}
            </button>
          </div>
        </div>
      )}
      {asked === null ? null : (
        <Confirm
          title={words.why.confirmFix}
          action={actionName(asked, words)}
          pending={fixing.isPending}
          error={fixing.error}
          onConfirm={() => fixing.mutate(asked)}
          onClose={() => {
            setAsked(null);
            fixing.reset();
          }}
        >
          <p>
            <Said text={capitalized(asked.text)} />
          </p>
          <Impact fix={asked} />
          {asked.action?.steps.length === 1 && only !== undefined ? <Effects method={only.method} path={only.path} sent={only.body} /> : null}
        </Confirm>
      )}
    </Card>
  );
}

function Gain({fix}: {fix: FixText}) {
  const {words, formats} = useLanguage();
  const more = fix.alsoGainCount ?? fix.alsoGain?.length ?? 0;
  return (
    <>{more > 0 ? <p>{words.why.alsoGain(formats.number(more))}</p> : null}</>
  );
}

/** What would become different, before it does. */
function Impact({fix}: {fix: FixText}) {
  const {words, formats} = useLanguage();
  const excess = fix.excess ?? [];
  const gain = fix.alsoGain ?? [];
  return (
    <div className="stack tight">
      {excess.length === 0 ? null : (
        <div>
          <b>{words.why.excess(formats.number(excess.length))}</b>
          <ul className="impact" tabIndex={0}>
            {excess.map(each => (
              <li key={each.key}>
                {each.product === null ? '' : `${each.product} · `}
                {each.name}
              </li>
            ))}
          </ul>
        </div>
      )}
      {gain.length === 0 ? null : (
        <div>
          <b>{words.why.alsoGain(formats.number(fix.alsoGainCount ?? gain.length))}</b>
          <ul className="impact" tabIndex={0}>
            {gain.map(each => (
              <li key={each.id}>{each.label ?? each.email ?? each.appKey ?? each.id}</li>
            ))}
          </ul>
        </div>
      )}
      <p className="faint small">{words.why.audited}</p>
    </div>
  );
}
