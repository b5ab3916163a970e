import {expect, test} from 'vitest';
import {en} from '../src/words/en.ts';
import {es} from '../src/words/es.ts';
import {Formats} from '../src/words/formats.ts';
import {longer, pseudo} from '../src/words/pseudo.ts';
import {pt} from '../src/words/pt.ts';

function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, (value as (...given: string[]) => string)('<1>', '<2>', '<3>')]];
  return Object.entries(value as object).flatMap(([name, inner]) => texts(inner, `${path}.${name}`));
}

test('every text of every language says all that it is given, and is not empty', () => {
  const english = new Map(texts(en));
  for (const words of [pt, es]) {
    for (const [path, text] of texts(words)) {
      expect(text.trim(), path).not.toBe('');
      const given = (english.get(path)?.match(/<\d>/g) ?? []).toSorted();
      expect((text.match(/<\d>/g) ?? []).toSorted(), path).toEqual(given);
    }
  }
});

test('whole sentences are not left in English', () => {
  const english = new Map(texts(en));
  for (const words of [pt, es]) {
    const same = texts(words).filter(([path, text]) => text.split(' ').length > 3 && english.get(path) === text);
    expect(same).toEqual([]);
  }
});

test('the pseudo-language is 40 % longer', () => {
  const text = 'Every pair of appKey and appToken that can call this account.';
  expect(longer(text).length).toBeGreaterThanOrEqual(Math.floor(text.length * 1.38));
  expect(pseudo(en).keys.title).toMatch(/^ÁPI|^API/);
  expect(pseudo(en).generate.steps).toHaveLength(3);
});

test('times are told in one unit, as the language does', () => {
  const now = Date.parse('2026-11-24T12:00:00Z');
  const formats = new Formats('pt-BR', pt);
  expect(formats.ago('2026-11-24T11:59:40Z', now)).toBe('agora mesmo');
  expect(formats.ago('2026-11-24T11:57:00Z', now)).toBe('há 3 min.');
  expect(formats.ago('2026-11-21T12:00:00Z', now)).toBe('há 3 dias');
  expect(formats.counted(1, 'dia', 'dias')).toBe('1 dia');
  expect(formats.counted(1200, 'dia', 'dias')).toBe('1.200 dias');
});
