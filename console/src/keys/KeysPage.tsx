import {Menu} from '@base-ui/react/menu';
import {useInfiniteQuery, useQuery} from '@tanstack/react-query';
import {Download, Plus} from 'lucide-react';
import {useCallback, useDeferredValue, useEffect, useMemo, useState} from 'react';
import {rolesOf} from '../api/queries.ts';
import {go, Link, usePlace, withParameter} from '../app/router.tsx';
import {useAccount, useMay, useMayGenerate} from '../app/session.tsx';
import {Fetched} from '../parts/Fetched.tsx';
import {Page} from '../parts/Page.tsx';
import {SearchBox} from '../parts/SearchBox.tsx';
import {Empty} from '../parts/States.tsx';
import {serverLanguage, useLanguage} from '../words/language.tsx';
import {countOf} from './counts.ts';
import {ExternalKeys} from './ExternalKeys.tsx';
import {GenerateDialog} from './GenerateDialog.tsx';
import {KeyGrid} from './KeyGrid.tsx';
import {externalKeysOf, keysNamed, keysOf, refusedOf, searchOf} from './search.ts';
import {SelectionBar} from './SelectionBar.tsx';
import {Tiles} from './Tiles.tsx';

/** The account's keys, and the keys of others that may act here. */
export function KeysPage() {
  const {words, formats} = useLanguage();
  const account = useAccount();
  const place = usePlace();
  const mayGenerate = useMayGenerate();
  const tab = place.search.get('tab') === 'external' ? 'external' : 'generated';
  const generating = place.search.has('generate');
  const total = useQuery(countOf(account, {})).data;
  const external = useQuery(externalKeysOf(account)).data;
  const close = useCallback(() => go(withParameter(place, 'generate', ''), {replace: true}), [place]);
  const count = (value: number | undefined) => (value === undefined ? '' : ` · ${formats.number(value)}`);
  return (
    <Page
      title={words.keys.title}
      purpose={words.keys.purpose}
      actions={
        <div className="row">
          <ExportMenu account={account} />
          {mayGenerate ? (
            <button type="button" className="btn primary" onClick={() => go(withParameter(place, 'generate', '1'))}>
              <Plus size={16} aria-hidden />
              {words.keys.generate}
            </button>
          ) : null}
        </div>
      }
    >
      <SponsorOnly />
      <Tiles />
      <nav className="tabs" aria-label={words.keys.title}>
        <Link className="tab" to="/keys" aria-current={tab === 'generated' ? 'page' : undefined}>
          {words.keys.generated}
          {count(total)}
        </Link>
        <Link className="tab" to="/keys?tab=external" aria-current={tab === 'external' ? 'page' : undefined}>
          {words.keys.external}
          {count(external?.length)}
        </Link>
      </nav>
      {tab === 'external' ? <ExternalKeys /> : <GeneratedKeys />}
      {generating && mayGenerate ? <GenerateDialog onClose={close} /> : null}
    </Page>
  );
}

/** Why there is no button to generate a key, where people may edit keys all the same. */
function SponsorOnly() {
  const {words} = useLanguage();
  const mayGenerate = useMayGenerate();
  const mayEdit = useMay('EditApiKeys', 'Save_User');
  return mayEdit && !mayGenerate ? <div className="note info">{words.generate.sponsorOnly}</div> : null;
}

function ExportMenu({account}: {account: string}) {
  const {words} = useLanguage();
  const at = (format: string) => `/v1/accounts/${encodeURIComponent(account)}/exports/keys.${format}`;
  return (
    <Menu.Root>
      <Menu.Trigger className="btn">
        <Download size={16} aria-hidden />
        {words.keys.export}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4} className="positioner">
          <Menu.Popup className="menu">
            <Menu.Item className="menu-item" render={<a href={at('xlsx')} download />}>
              {words.keys.exportXlsx}
            </Menu.Item>
            <Menu.Item className="menu-item" render={<a href={at('csv')} download />}>
              {words.keys.exportCsv}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function GeneratedKeys() {
  const {words, formats, language} = useLanguage();
  const account = useAccount();
  const place = usePlace();
  const mayEdit = useMay('EditApiKeys', 'Save_User');
  const {filter, tile, sort} = searchOf(place);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const refused = useQuery(refusedOf(account, serverLanguage(language))).data ?? new Map<string, number>();
  const named = useQuery({...keysNamed(account, [...refused.keys()]), enabled: tile === 'refused' && refused.size > 0});
  const listed = useInfiniteQuery({...keysOf(account, filter, sort), enabled: tile !== 'refused'});
  const pages = listed.data?.pages;
  const keys = useMemo(
    () => (tile === 'refused' ? (named.data ?? []).filter(key => key.state !== 'deleted') : (pages ?? []).flatMap(page => page.items)),
    [tile, named.data, pages],
  );
  const total = tile === 'refused' ? keys.length : (pages?.[0]?.total ?? 0);
  const {fetchNextPage, hasNextPage, isFetchingNextPage} = listed;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) {
      void fetchNextPage();
    }
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  const filtered = Object.keys(filter).length > 0 || tile !== null;
  const pending = tile === 'refused' ? named.isLoading : listed.data === undefined;
  return (
    <>
      <KeyTools />
      {selected.size > 0 && mayEdit ? <SelectionBar keys={keys.filter(key => selected.has(key.id))} onDone={() => setSelected(new Set())} /> : null}
      <Fetched
        asked={tile === 'refused' ? named : listed}
        value={pending ? undefined : keys}
        lines={8}
        empty={
          filtered ? (
            <Empty
              title={words.keys.noneTitle}
              action={
                <Link className="btn" to="/keys">
                  {words.keys.showAll}
                </Link>
              }
            >
              {words.keys.noneHint}
            </Empty>
          ) : (
            <Empty title={words.keys.emptyTitle}>{words.keys.emptyHint}</Empty>
          )
        }
      >
        {shown => (
          <>
            <KeyGrid
              keys={shown}
              total={total}
              refused={refused}
              sort={tile === 'refused' ? null : sort}
              selected={selected}
              onSort={next => go(withParameter(place, 'sort', next), {replace: true})}
              onSelect={setSelected}
              onEnd={more}
            />
            <div className="statusbar">
              <span role="status">{words.keys.rows(formats.number(shown.length), formats.number(total))}</span>
              <span>{words.keys.rule}</span>
            </div>
          </>
        )}
      </Fetched>
    </>
  );
}

function KeyTools() {
  const {words} = useLanguage();
  const account = useAccount();
  const place = usePlace();
  const roles = useQuery(rolesOf(account)).data ?? [];
  const [typed, setTyped] = useState(place.search.get('search') ?? '');
  const settled = useDeferredValue(typed);
  useEffect(() => {
    if (settled !== (place.search.get('search') ?? '')) {
      go(withParameter(place, 'search', settled), {replace: true});
    }
    // The address follows what is typed, not the other way round.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [settled]);
  const choose = (name: string, value: string) => go(withParameter(place, name, value), {replace: true});
  return (
    <div className="tools">
      <SearchBox label={words.keys.search} value={typed} onChange={setTyped} />
      <select className="select narrow" aria-label={words.keys.state} value={place.search.get('state') ?? ''} onChange={event => choose('state', event.target.value)}>
        <option value="">{words.keys.anyState}</option>
        <option value="active">{words.keys.active}</option>
        <option value="inactive">{words.keys.inactive}</option>
        <option value="deleted">{words.keys.stateDeleted}</option>
      </select>
      <select className="select narrow" aria-label={words.keys.role} value={place.search.get('role') ?? ''} onChange={event => choose('role', event.target.value)}>
        <option value="">{words.keys.anyRole}</option>
        {roles.map(role => (
          <option key={role.id} value={role.id}>
            {role.name}
          </option>
        ))}
      </select>
    </div>
  );
}
