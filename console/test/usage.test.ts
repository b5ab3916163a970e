import {expect, test} from 'vitest';
import {unusedOf, type RightSizing, type SizedKey} from '../src/use/usage.ts';

const key = (appKey: string, used: readonly string[]) => ({appKey, used}) as SizedKey;
const report = (...keys: SizedKey[]) => ({keys}) as unknown as RightSizing;
const role = {id: 1, resources: ['a', 'b', 'c']};

test('of a role is unused what none of its keys used', () => {
  expect(unusedOf(role, ['k1', 'k2'], report(key('k1', ['a']), key('k2', ['b'])))).toEqual(['c']);
});

test('a key that the report does not name uses all that it has', () => {
  expect(unusedOf(role, ['k1', 'whole'], report(key('k1', ['a'])))).toEqual([]);
});

test('of a role that no key has nothing is said', () => {
  expect(unusedOf(role, [], report())).toEqual([]);
});
