import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import {api, body, type Role} from '../api/client.ts';
import {useAccount, useMay} from '../app/session.tsx';
import {Confirm} from '../parts/Confirm.tsx';
import {Effects} from '../parts/Effects.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Card} from '../parts/Page.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {SIZING_DAYS} from '../risk/Sizing.tsx';
import {rightSizingOf, unusedOf} from '../use/usage.ts';
import {serverLanguage, useLanguage} from '../words/language.tsx';
import {holdersOf} from './holders.ts';
import {ResourceList} from './ResourceList.tsx';

/** What of a role nobody uses, and a way to take it out, after saying what that would do. */
export function Unused({role}: {role: Role}) {
  const {words, formats, language} = useLanguage();
  const account = useAccount();
  const mayEdit = useMay('Create_Role');
  const [asked, setAsked] = useState(false);
  const report = useQuery(rightSizingOf(account, SIZING_DAYS, serverLanguage(language)));
  const holders = useQuery(holdersOf(account, role.id)).data?.items;
  const keys = holders?.flatMap(each => (each.kind === 'key' && each.appKey !== undefined ? [each.appKey] : []));
  const unused = report.data === undefined || keys === undefined ? undefined : unusedOf(role, keys, report.data);
  if (keys?.length === 0) {
    return null;
  }
  return (
    <Card title={words.risk.unusedColumn}>
      <div className="pad">
        <Fetched asked={report} value={unused} inCard lines={2} empty={<p className="soft">{words.risk.roleUsed}</p>}>
          {all => (
            <>
              <p>{words.risk.roleUnused(formats.number(all.length), formats.number(SIZING_DAYS))}</p>
              {report.data?.isWhole === false ? <p className="note info">{words.risk.young(formats.date(report.data.recordedSince))}</p> : null}
              {holders?.some(each => each.kind !== 'key') === true ? <p className="note info">{words.risk.rolePeople}</p> : null}
              <ResourceList title={words.risk.loses(formats.number(all.length))} keys={all} />
              {role.predefined ? (
                <p className="faint small">{words.risk.rolePredefined}</p>
              ) : mayEdit && all.length < role.resources.length ? (
                <div className="row end">
                  <button type="button" className="btn" onClick={() => setAsked(true)}>
                    {words.risk.roleTighten}
                  </button>
                </div>
              ) : null}
              {asked ? <TightenRole role={role} unused={all} onClose={() => setAsked(false)} /> : null}
            </>
          )}
        </Fetched>
      </div>
    </Card>
  );
}

function TightenRole({role, unused, onClose}: {role: Role; unused: readonly string[]; onClose: () => void}) {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const sent = {name: role.name, resources: role.resources.filter(each => !unused.includes(each))};
  const saving = useMutation({
    mutationFn: () => body(api.PUT('/v1/accounts/{account}/roles/{role}', {params: {path: {account, role: role.id}}, body: sent})),
    onSuccess: async () => {
      onClose();
      toast('ok', words.roles.saved(role.name));
      await client.invalidateQueries({queryKey: [account]});
    },
  });
  return (
    <Confirm title={words.risk.roleTightenTitle(role.name)} action={words.risk.tightenSubmit} pending={saving.isPending} error={saving.error} onConfirm={() => saving.mutate()} onClose={onClose}>
      <ResourceList title={words.risk.keeps(formats.number(sent.resources.length))} keys={sent.resources} />
      <ResourceList title={words.risk.loses(formats.number(unused.length))} keys={unused} />
      <Effects method="PUT" path={`/v1/accounts/${encodeURIComponent(account)}/roles/${role.id}`} sent={sent} />
    </Confirm>
  );
}
