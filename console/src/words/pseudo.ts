import type {Words} from './en.ts';

const ACCENTED: Record<string, string> = {a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ü', n: 'ñ', c: 'ç', y: 'ý'};
const LONGER = 0.4;

/** The text with accents and 40 % more of it, as a longer language would have. */
export function longer(text: string): string {
  const accented = text.replace(/[aeiouncy]/g, letter => ACCENTED[letter] ?? letter);
  const more = Math.ceil(text.length * LONGER);
  return more < 2 ? accented : `${accented} ${'lorem ipsum dolor sit amet '.repeat(1 + more / 27).slice(0, more - 1).trimEnd()}`;
}

function stretched(value: unknown): unknown {
  if (typeof value === 'string') {
    return longer(value);
  }
  if (typeof value === 'function') {
    return (...given: unknown[]) => longer(String((value as (...given: unknown[]) => unknown)(...given)));
  }
  if (Array.isArray(value)) {
    return value.map(stretched);
  }
  return Object.fromEntries(Object.entries(value as object).map(([name, inner]) => [name, stretched(inner)]));
}

export function pseudo(words: Words): Words {
  return stretched(words) as Words;
}
