import {expect, test} from 'vitest';
import {countsOf} from '../src/why/explained.ts';
import {withId} from '../src/why/queries.ts';

test('the id that a step answered stands where the next one names it', () => {
  expect(withId(['{id}'], 7)).toEqual([7]);
  expect(withId({roles: [1, '{id}'], name: 'x'}, 7)).toEqual({roles: [1, 7], name: 'x'});
  expect(withId(undefined, 7)).toBeUndefined();
});

test('the chain counts what passed, failed and was not reached', () => {
  const check = (verdict: 'passed' | 'refused' | 'repaired' | 'unknown') => ({stage: verdict, name: '', verdict, code: null, expected: '', seen: null});
  expect(countsOf([check('passed'), check('refused'), check('unknown')])).toEqual({passed: 1, failed: 1, open: 1});
});
