import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {Download} from 'lucide-react';
import {useState} from 'react';
import {useAccount, useMay} from '../app/session.tsx';
import {KeyName, LastUsed} from '../keys/KeyCells.tsx';
import {Confirm} from '../parts/Confirm.tsx';
import {Effects} from '../parts/Effects.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Card} from '../parts/Page.tsx';
import {Table} from '../parts/Table.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {ResourceList} from '../roles/ResourceList.tsx';
import {rightSizingOf, type Proposal, type SizedKey} from '../use/usage.ts';
import {carryOut} from '../why/queries.ts';
import {serverLanguage, useLanguage} from '../words/language.tsx';

/** Use is looked at over so many days. */
export const SIZING_DAYS = 90;

/** Which keys may do more than they do, and a role for each that would be enough. */
export function Sizing() {
  const {words, formats, language} = useLanguage();
  const account = useAccount();
  const mayEdit = useMay('EditApiKeys', 'Save_User');
  const listed = useQuery(rightSizingOf(account, SIZING_DAYS, serverLanguage(language)));
  const [asked, setAsked] = useState<SizedKey | null>(null);
  return (
    <Card
      title={words.risk.sizing}
      aside={words.risk.sizingAside(formats.number(SIZING_DAYS))}
      actions={
        <a className="btn compact" href={`/v1/accounts/${encodeURIComponent(account)}/exports/right-sizing.csv?days=${SIZING_DAYS}`} download>
          <Download size={14} aria-hidden />
          {words.risk.export}
        </a>
      }
    >
      {listed.data === undefined || listed.data.isWhole ? null : (
        <div className="pad">
          <div className="note info">{words.risk.young(formats.date(listed.data.recordedSince))}</div>
        </div>
      )}
      <Fetched asked={listed} value={listed.data?.keys} inCard lines={5} empty={<p className="pad soft">{words.risk.nothing}</p>}>
        {keys => (
          <Table
            label={words.risk.sizing}
            heads={[
              words.keys.name,
              words.risk.finding,
              words.risk.uses,
              words.keys.used,
              <span key="actions" className="sr">
                {words.actions}
              </span>,
            ]}
          >
            {keys.map(key => (
              <tr key={key.appKey}>
                <td>
                  <KeyName label={key.label ?? key.appKey} appKey={key.appKey} />
                </td>
                <td>
                  <span className="chips">
                    {key.findings.map(finding => (
                      <span key={finding.code} className={`chip ${finding.code === 'owner' ? 'bad' : 'warn'}`} title={finding.text}>
                        <span>{words.risk.findings[finding.code]}</span>
                      </span>
                    ))}
                  </span>
                </td>
                <td className="num-cell nowrap">{key.granted.length === 0 ? '–' : words.risk.usesOf(formats.number(key.used.length), formats.number(key.granted.length))}</td>
                <td>
                  <LastUsed at={key.lastUsedAt} />
                </td>
                <td className="end">
                  {mayEdit && key.proposal !== null && key.proposal.steps.length > 0 ? (
                    <button type="button" className="btn compact" onClick={() => setAsked(key)}>
                      {words.risk.tighten}
                    </button>
                  ) : null}
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Fetched>
      {asked?.proposal == null ? null : <TightenDialog value={asked} proposal={asked.proposal} onClose={() => setAsked(null)} />}
    </Card>
  );
}

/** What the key would keep and lose, what that would do to its calls, and then the change. */
function TightenDialog({value, proposal, onClose}: {value: SizedKey; proposal: Proposal; onClose: () => void}) {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const name = value.label ?? value.appKey;
  const only = proposal.steps.length === 1 ? proposal.steps[0] : undefined;
  const tightening = useMutation({
    mutationFn: () => carryOut(proposal.steps),
    onSuccess: async () => {
      onClose();
      toast('ok', words.risk.tightened(name));
      await client.invalidateQueries({queryKey: [account]});
    },
  });
  return (
    <Confirm title={words.risk.tightenTitle(name)} action={words.risk.tightenSubmit} pending={tightening.isPending} error={tightening.error} onConfirm={() => tightening.mutate()} onClose={onClose}>
      <p>{proposal.existingRole !== null ? words.risk.tightenTo(proposal.existingRole.name) : proposal.roleName !== null ? words.risk.tightenNew(proposal.roleName) : words.risk.tightenNone}</p>
      <ResourceList title={words.risk.keeps(formats.number(proposal.resources.length))} keys={proposal.resources} />
      <ResourceList title={words.risk.loses(formats.number(value.unused.length))} keys={value.unused} />
      {only === undefined ? null : <Effects method={only.method} path={only.path} sent={only.body} />}
    </Confirm>
  );
}
