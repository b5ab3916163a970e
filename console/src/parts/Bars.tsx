import {useState} from 'react';
import {useLanguage} from '../words/language.tsx';
import {Table} from './Table.tsx';

/** One column of a chart. */
export interface Column {
  readonly label: string;
  readonly allowed: number;
  readonly refused: number;
}

interface Props {
  columns: readonly Column[];
  /** What the chart shows, in a sentence. */
  sentence: string;
  /** Every so many columns one is named. */
  named: number;
}

const WIDTH = 720;
const HEIGHT = 160;
const LEFT = 44;
const FOOT = 22;
const TOP = 8;

/** A round number that is at least as large. */
function ceiling(value: number): number {
  const size = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 5, 10].map(each => each * size).find(each => each >= value) ?? value;
}

/** Columns of what was allowed and, in red, of what was refused; the same as a table for who wants the numbers. */
export function Bars({columns, sentence, named}: Props) {
  const {words, formats} = useLanguage();
  const [asTable, setAsTable] = useState(false);
  const hasAllowed = columns.some(each => each.allowed > 0);
  return (
    <>
      {asTable ? (
        <div className="bars-table">
          <Table label={sentence} heads={[words.use.when, words.use.allowed, words.use.refused]}>
            {columns.map((each, index) => (
              <tr key={index}>
                <td>{each.label}</td>
                <td className="num-cell">{formats.number(each.allowed)}</td>
                <td className="num-cell">{formats.number(each.refused)}</td>
              </tr>
            ))}
          </Table>
        </div>
      ) : (
        <Drawn columns={columns} sentence={sentence} named={named} />
      )}
      <div className="bars-foot">
        {hasAllowed ? (
          <span className="legend">
            <span className="swatch allowed" aria-hidden />
            {words.use.allowed}
          </span>
        ) : null}
        <span className="legend">
          <span className="swatch refused" aria-hidden />
          {words.use.refused}
        </span>
        <span className="spacer" />
        <button type="button" className="btn compact ghost" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? words.use.asChart : words.use.asTable}
        </button>
      </div>
    </>
  );
}

function Drawn({columns, sentence, named}: Props) {
  const {formats} = useLanguage();
  const top = Math.max(4, ceiling(Math.max(...columns.map(each => each.allowed + each.refused))));
  const y = (value: number) => HEIGHT - FOOT - (value / top) * (HEIGHT - FOOT - TOP);
  const step = (WIDTH - LEFT) / columns.length;
  return (
    <svg className="bars" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={sentence}>
      {[0, top / 2, top].map(value => (
        <g key={value}>
          <line x1={LEFT} x2={WIDTH} y1={y(value)} y2={y(value)} />
          <text x={LEFT - 6} y={y(value) + 4} textAnchor="end">
            {formats.short(value)}
          </text>
        </g>
      ))}
      {columns.map((each, index) => (
        <g key={index}>
          <rect className="allowed" x={LEFT + index * step + 1} width={step - 2} y={y(each.allowed + each.refused)} height={y(0) - y(each.allowed)} />
          <rect className="refused" x={LEFT + index * step + 1} width={step - 2} y={y(each.refused)} height={y(0) - y(each.refused)} />
          {index % named === 0 ? (
            <text x={LEFT + index * step} y={HEIGHT - 5}>
              {each.label}
            </text>
          ) : null}
        </g>
      ))}
    </svg>
  );
}

/** The same in the height of a line of text, without names. */
export function Sparkline({columns, sentence}: Pick<Props, 'columns' | 'sentence'>) {
  const width = columns.length * 3;
  const top = Math.max(1, ...columns.map(each => each.allowed + each.refused));
  return (
    <svg className="sparkline" width={width} height="18" viewBox={`0 0 ${width} 18`} role="img" aria-label={sentence}>
      {columns.map((each, index) => {
        const refused = each.refused === 0 ? 0 : Math.max(2, Math.round((each.refused / top) * 17));
        const allowed = each.allowed === 0 ? 0 : Math.max(2, Math.round((each.allowed / top) * 17));
        return (
          <g key={index}>
            <rect className="ground" x={index * 3} width="2" y="17" height="1" />
            <rect className="allowed" x={index * 3} width="2" y={18 - refused - allowed} height={allowed} />
            <rect className="refused" x={index * 3} width="2" y={18 - refused} height={refused} />
          </g>
        );
      })}
    </svg>
  );
}
