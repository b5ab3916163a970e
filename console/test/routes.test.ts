import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {PAGES} from '../src/app/pages.ts';

test('the server answers with the page at every address that the console has, and at no other', () => {
  const served = readFileSync('public/routes.txt', 'utf8').trim().split('\n');
  const own = [...PAGES.map(page => page.route), 'sign-in', 'choose-password'];
  expect(served.toSorted()).toEqual(own.toSorted());
});
