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
const LEFT = 34;
const FOOT = 22;
const TOP = 8;

/** A round number that is at least as large. */
function ceiling(value: number): number {
  const size = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 5, 10].map(each => each * size).find(each => each >= value) ?? value;
}

/** Columns of what was allowed and, in red, of what was refused. */
export function Bars({columns, sentence, named}: Props) {
  const top = Math.max(4, ceiling(Math.max(...columns.map(each => each.allowed + each.refused))));
  const y = (value: number) => HEIGHT - FOOT - (value / top) * (HEIGHT - FOOT - TOP);
  const step = (WIDTH - LEFT) / columns.length;
  return (
    <svg className="bars" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={sentence}>
      {[0, top / 2, top].map(value => (
        <g key={value}>
          <line x1={LEFT} x2={WIDTH} y1={y(value)} y2={y(value)} />
          <text x={LEFT - 6} y={y(value) + 4} textAnchor="end">
            {value}
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
