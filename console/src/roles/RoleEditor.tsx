import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {ChevronRight} from 'lucide-react';
import {useMemo, useState, type SubmitEvent} from 'react';
import {api, body, type Resource, type Role} from '../api/client.ts';
import {resources} from '../api/queries.ts';
import {go, Link} from '../app/router.tsx';
import {useAccount} from '../app/session.tsx';
import {Box, BoxRow} from '../parts/Box.tsx';
import {Confirm} from '../parts/Confirm.tsx';
import {Effects} from '../parts/Effects.tsx';
import {together, Waiting} from '../parts/Fetched.tsx';
import {Field} from '../parts/Field.tsx';
import {Page} from '../parts/Page.tsx';
import {SearchBox} from '../parts/SearchBox.tsx';
import {ProblemNote} from '../parts/States.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {ResourceList} from './ResourceList.tsx';
import {useLanguage} from '../words/language.tsx';
import {grouped} from './grouped.ts';

/** Makes a role, or changes one: resources to tick, grouped by product, with a search. */
export function RoleEditor({id}: {id: number | null}) {
  const {words} = useLanguage();
  const account = useAccount();
  const catalogue = useQuery(resources());
  const role = useQuery({
    queryKey: [account, 'role', id],
    enabled: id !== null,
    queryFn: () => body(api.GET('/v1/accounts/{account}/roles/{role}', {params: {path: {account, role: id ?? 0}}})),
  });
  const title = id === null ? words.roles.create : words.roles.edit;
  if (catalogue.data === undefined || (id !== null && role.data === undefined)) {
    return (
      <Page title={title}>
        <Waiting asked={together(catalogue, role)} lines={8} />
      </Page>
    );
  }
  return <Editing catalogue={catalogue.data} first={role.data ?? null} title={title} />;
}

function Editing({catalogue, first, title}: {catalogue: readonly Resource[]; first: Role | null; title: string}) {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const client = useQueryClient();
  const toast = useToast();
  const [name, setName] = useState(first?.name ?? '');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(first?.resources));
  const [search, setSearch] = useState('');
  const [onlyChosen, setOnlyChosen] = useState(false);
  const [asked, setAsked] = useState(false);
  const saving = useMutation({
    mutationFn: () => {
      const sent = {name: name.trim(), resources: [...chosen]};
      return first === null
        ? body(api.POST('/v1/accounts/{account}/roles', {params: {path: {account}}, body: sent}))
        : body(api.PUT('/v1/accounts/{account}/roles/{role}', {params: {path: {account, role: first.id}}, body: sent}));
    },
    onSuccess: async saved => {
      toast('ok', words.roles.saved(saved.name));
      await client.invalidateQueries({queryKey: [account]});
      go(`/roles/${saved.id}`);
    },
  });
  const groups = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return grouped(
      catalogue.filter(each => (!onlyChosen || chosen.has(each.key)) && `${each.name} ${each.key} ${each.product} ${each.category}`.toLowerCase().includes(wanted)),
    );
  }, [catalogue, search, onlyChosen, chosen]);
  const narrowed = search.trim() !== '' || onlyChosen;
  const choose = (keys: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    keys.forEach(key => (on ? next.add(key) : next.delete(key)));
    setChosen(next);
  };
  const taken = first?.resources.filter(each => !chosen.has(each)) ?? [];
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (taken.length > 0) {
      setAsked(true);
    } else {
      saving.mutate();
    }
  };
  return (
    <Page title={title} purpose={words.roles.editHint}>
      <form className="stack" onSubmit={submit}>
        <div className="role-name">
          <Field label={words.roles.name}>{given => <input {...given} className="input" required maxLength={100} value={name} onChange={event => setName(event.target.value)} />}</Field>
        </div>
        <div className="tools">
          <SearchBox label={words.roles.searchResources} value={search} onChange={setSearch} />
          <BoxRow label={words.roles.onlyChosen} checked={onlyChosen} onChange={setOnlyChosen}>
            {words.roles.onlyChosen}
          </BoxRow>
          <span className="spacer" />
          <span className="soft" role="status">
            {words.roles.chosen(formats.number(chosen.size))}
          </span>
        </div>
        <div className="card">
          {groups.length === 0 ? <p className="pad soft">{words.roles.noResources}</p> : null}
          {groups.map(group => {
            const keys = group.resources.map(each => each.key);
            const held = keys.filter(key => chosen.has(key)).length;
            return (
              <details key={group.product} className="group" open={narrowed || (first !== null && held > 0) ? true : undefined}>
                <summary>
                  <ChevronRight size={15} aria-hidden />
                  <b>{group.product}</b>
                  <span className="faint small">{words.roles.of(formats.number(held), formats.number(keys.length))}</span>
                </summary>
                <div className="group-body">
                  <div className="check-row all">
                    <Box label={words.roles.allOf(group.product)} checked={held === keys.length} mixed={held > 0 && held < keys.length} onChange={on => choose(keys, on)} />
                    <span className="soft small">{words.roles.allOf(group.product)}</span>
                  </div>
                  <ul className="tick-list">
                    {group.resources.map(resource => (
                      <li key={resource.key}>
                        <BoxRow label={resource.name} checked={chosen.has(resource.key)} onChange={on => choose([resource.key], on)}>
                          {resource.name} <code className="faint small">{resource.key}</code>
                        </BoxRow>
                      </li>
                    ))}
                  </ul>
                </div>
              </details>
            );
          })}
        </div>
        {asked && first !== null ? (
          <Confirm title={words.effects.narrows(first.name)} action={words.save} pending={saving.isPending} error={saving.error} onConfirm={() => saving.mutate()} onClose={() => setAsked(false)}>
            <ResourceList title={words.risk.loses(formats.number(taken.length))} keys={taken} />
            <Effects method="PUT" path={`/v1/accounts/${encodeURIComponent(account)}/roles/${first.id}`} sent={{name: name.trim(), resources: [...chosen]}} />
          </Confirm>
        ) : (
          <ProblemNote error={saving.error} />
        )}
        <div className="row end sticky-foot">
          <Link className="btn" to={first === null ? '/roles' : `/roles/${first.id}`}>
            {words.cancel}
          </Link>
          <button type="submit" className="btn primary" disabled={saving.isPending || chosen.size === 0 || name.trim() === ''}>
            {words.save}
          </button>
        </div>
      </form>
    </Page>
  );
}
