import {useVirtualizer} from '@tanstack/react-virtual';
import {ArrowDown, ArrowUp, ArrowUpDown} from 'lucide-react';
import {useEffect, useRef} from 'react';
import type {Key} from '../api/client.ts';
import {Box} from '../parts/Box.tsx';
import {Actions} from '../parts/Actions.tsx';
import {KeySpark} from '../use/KeySpark.tsx';
import {useLanguage} from '../words/language.tsx';
import {KeyName, LastUsed, RoleChips, StateChip, TokenAge} from './KeyCells.tsx';
import type {Sort, SortBy} from './search.ts';
import {useKeyActions} from './useKeyActions.tsx';

const ROW = 53;

interface Props {
  keys: readonly Key[];
  total: number;
  refused: ReadonlyMap<string, number>;
  sort: Sort | null;
  selected: ReadonlySet<string>;
  onSort: (sort: Sort) => void;
  onSelect: (selected: ReadonlySet<string>) => void;
  onEnd: () => void;
}

/** The keys, of which only those in sight are drawn. More are fetched as the end comes near. */
export function KeyGrid({keys, total, refused, sort, selected, onSort, onSelect, onEnd}: Props) {
  const {words} = useLanguage();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({count: keys.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 10});
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  const {actionsFor, dialogs} = useKeyActions();
  useEffect(() => {
    if (last >= keys.length - 30 && keys.length < total) {
      onEnd();
    }
  }, [last, keys.length, total, onEnd]);
  const all = keys.length > 0 && keys.every(key => selected.has(key.id));
  const toggle = (id: string, on: boolean) => {
    const next = new Set(selected);
    if (on) {
      next.add(id);
    } else {
      next.delete(id);
    }
    onSelect(next);
  };
  return (
    <>
      <div className="key-grid" ref={scroller} role="table" aria-label={words.keys.title} aria-rowcount={total + 1} tabIndex={0}>
        <div role="rowgroup" className="key-head">
          <div className="key-row" role="row">
            <div role="columnheader">
              <Box label={words.keys.selectAll} checked={all} mixed={!all && selected.size > 0} onChange={on => onSelect(on ? new Set(keys.map(key => key.id)) : new Set())} />
            </div>
            <SortHead by="label" sort={sort} onSort={onSort} label={words.keys.name} />
            <div role="columnheader">{words.keys.role}</div>
            <SortHead by="tokenSince" sort={sort} onSort={onSort} label={words.keys.age} />
            <SortHead by="lastUsedAt" sort={sort} onSort={onSort} label={words.keys.used} />
            <div role="columnheader">{words.keys.state}</div>
            <div role="columnheader">
              <span className="sr">{words.actions}</span>
            </div>
          </div>
        </div>
        <div role="rowgroup" className="key-body" style={{height: rows.getTotalSize()}}>
          {items.map(item => {
            const key = keys[item.index];
            return key === undefined ? null : (
              <div key={key.id} className="key-row" role="row" aria-rowindex={item.index + 2} aria-selected={selected.has(key.id)} style={{transform: `translateY(${item.start}px)`, height: item.size}}>
                <div role="cell">
                  <Box label={words.keys.select(key.label)} checked={selected.has(key.id)} onChange={on => toggle(key.id, on)} />
                </div>
                <div role="cell">
                  <KeyName label={key.label} appKey={key.appKey} />
                </div>
                <div role="cell" className="key-roles">
                  <RoleChips roles={key.roles} />
                </div>
                <div role="cell">
                  <TokenAge since={key.tokenSince} due={key.renewalDue} renewing={key.renewing} />
                </div>
                <div role="cell" className="key-use">
                  <LastUsed at={key.lastUsedAt} refused={refused.get(key.appKey)} />
                  <KeySpark appKey={key.appKey} lastUsedAt={key.lastUsedAt} refused={refused.get(key.appKey) ?? 0} />
                </div>
                <div role="cell">
                  <StateChip state={key.state} />
                </div>
                <div role="cell">
                  <Actions of={key.label} actions={actionsFor(key)} />
                </div>
              </div>
            );
          })}
        </div>
      </div>
      {dialogs}
    </>
  );
}

function SortHead({by, sort, label, onSort}: {by: SortBy; sort: Sort | null; label: string; onSort: (sort: Sort) => void}) {
  const {words} = useLanguage();
  const mine = sort?.replace('-', '') === by;
  const down = mine && sort.startsWith('-');
  // The newest first where a column tells of time; names from A.
  const next: Sort = mine ? (down ? by : `-${by}`) : by === 'label' ? by : `-${by}`;
  const Sign = mine ? (down ? ArrowDown : ArrowUp) : ArrowUpDown;
  return (
    <div role="columnheader" aria-sort={mine ? (down ? 'descending' : 'ascending') : 'none'}>
      <button type="button" title={words.keys.sortBy(label)} onClick={() => onSort(next)}>
        {label}
        <Sign size={12} aria-hidden />
      </button>
    </div>
  );
}
