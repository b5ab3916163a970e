import {expect, test} from 'vitest';
import type {RefusalSummary} from '../src/api/client.ts';
import {after, NOTHING} from '../src/log/live.ts';
import {merged, upTo} from '../src/log/LogPage.tsx';
import {tokenIn} from '../src/risk/LeakCheck.tsx';

const refusal = (id: string) => ({id}) as RefusalSummary;
const coming = (id: string) => JSON.stringify(refusal(id));

test('what comes live stands newest first, each once', () => {
  const live = ['cf-1', 'cf-2', 'cf-1'].reduce((before, id) => after(before, 'refusal', coming(id)), NOTHING);
  expect(live.refusals.map(each => each.id)).toEqual(['cf-2', 'cf-1']);
  expect(live.state).toBe('live');
});

test('what could not be shown is counted, and an end says why', () => {
  const live = after(after(NOTHING, 'more', '{"leftOut":2,"dropped":3}'), 'more', '{"leftOut":1,"dropped":0}');
  expect([live.leftOut, live.dropped]).toEqual([3, 3]);
  expect(after(live, 'end', '{"why":"the session is over"}')).toMatchObject({state: 'ended', why: 'the session is over'});
});

test('what the list holds, too, stands once, below what is newer', () => {
  expect(merged([refusal('cf-3'), refusal('cf-2')], [refusal('cf-2'), refusal('cf-1')]).map(each => each.id)).toEqual(['cf-3', 'cf-2', 'cf-1']);
});

test('a token of ours is found in what was pasted; another is taken as it is', () => {
  const ours = `cft_${'a1B2c3D4'.repeat(6)}x`;
  expect(tokenIn(`export TOKEN="${ours}" # oops`)).toBe(ours);
  expect(tokenIn(' some-imported-token\n')).toBe('some-imported-token');
});

test('a pause keeps what was there, however much comes after', () => {
  const live = [refusal('cf-3'), refusal('cf-2'), refusal('cf-1')];
  expect(upTo('cf-2', live).map(each => each.id)).toEqual(['cf-2', 'cf-1']);
  expect(upTo('', live)).toEqual([]);
});
