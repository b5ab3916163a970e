import {expect, test} from 'vitest';
import type {Operation, Role} from '../src/api/client.ts';
import {leastRoles} from '../src/keys/LeastRole.tsx';

const role = (name: string, ...resources: string[]): Role => ({id: name.length, name, predefined: true, resources});
const call = (needed: Operation['needed']): Operation => ({method: 'GET', path: '/a', name: 'a', needed, roles: []});

test('of the roles that meet every call, what grants least stands first', () => {
  const roles = [role('everything', 'A', 'B', 'C', 'D'), role('exact', 'A', 'B'), role('half', 'A')];
  const found = leastRoles(roles, [call({anyOf: ['A', 'X']}), call({allOf: ['B']})]);
  expect(found.map(each => [each.role.name, each.excess])).toEqual([['exact', 0], ['everything', 2]]);
});

test('a call that needs nothing is met by every role', () => {
  expect(leastRoles([role('half', 'A')], [call({})])).toHaveLength(1);
});
