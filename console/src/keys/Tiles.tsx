import {useQuery} from '@tanstack/react-query';
import {go, usePlace} from '../app/router.tsx';
import {useAccount} from '../app/session.tsx';
import {serverLanguage, useLanguage} from '../words/language.tsx';
import {countOf} from './counts.ts';
import {filterOf, refusedOf, TILES, type Tile} from './search.ts';

const MEANING: Record<Tile, string> = {active: '', old: 'warn', noRole: 'warn', unused: '', refused: 'bad'};

/** Five counts that tell how the keys are, and narrow the list to those they count. */
export function Tiles() {
  const {words} = useLanguage();
  return (
    <div className="tiles" role="group" aria-label={words.keys.tiles.label}>
      {TILES.map(tile => (tile === 'refused' ? <RefusedTile key={tile} /> : <CountTile key={tile} tile={tile} />))}
    </div>
  );
}

function CountTile({tile}: {tile: Exclude<Tile, 'refused'>}) {
  const {data} = useQuery(countOf(useAccount(), filterOf(tile)));
  return <TileButton tile={tile} count={data} />;
}

function RefusedTile() {
  const {language} = useLanguage();
  const {data} = useQuery(refusedOf(useAccount(), serverLanguage(language)));
  return <TileButton tile="refused" count={data?.size} />;
}

function TileButton({tile, count}: {tile: Tile; count: number | undefined}) {
  const {words, formats} = useLanguage();
  const place = usePlace();
  const pressed = place.search.get('show') === tile;
  const meaning = count === undefined || count === 0 ? '' : MEANING[tile];
  return (
    <button type="button" className={`tile ${meaning}`} aria-pressed={pressed} onClick={() => go(pressed ? '/keys' : `/keys?show=${tile}`, {replace: true})}>
      <b>{count === undefined ? '–' : formats.number(count)}</b>
      <span>{words.keys.tiles[tile]}</span>
    </button>
  );
}
