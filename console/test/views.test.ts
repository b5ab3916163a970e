import {expect, test} from 'vitest';
import type {Resource} from '../src/api/client.ts';
import {programOf} from '../src/account/MySessions.tsx';
import {described, grouped} from '../src/roles/grouped.ts';
import {searchOf} from '../src/keys/search.ts';
import {uncapitalized} from '../src/parts/Said.tsx';

const resource = (key: string, product: string): Resource => ({key, name: `name of ${key}`, product, category: '', number: 0, internal: false, custom: false});

test('a session is named by its browser and system', () => {
  expect(programOf('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36')).toBe('Chrome · Linux');
  expect(programOf('curl/8.5.0')).toBe('curl');
  expect(programOf(null)).toBeNull();
});

test('resources are grouped by product, and one that the catalogue lost names itself', () => {
  const groups = grouped(described(['b', 'a', 'gone'], [resource('a', 'OMS'), resource('b', 'Catalog')]));
  expect(groups.map(group => [group.product, group.resources.map(each => each.key)])).toEqual([['–', ['gone']], ['Catalog', ['b']], ['OMS', ['a']]]);
});

test('the address of the list says what is looked for; nonsense in it is ignored', () => {
  const at = (query: string) => searchOf({path: '/keys', search: new URLSearchParams(query), hash: ''});
  expect(at('search=erp&state=inactive&role=16&sort=label')).toEqual({tile: null, sort: 'label', filter: {search: 'erp', state: 'inactive', role: 16}});
  expect(at('state=broken&sort=-broken&show=broken')).toEqual({tile: null, sort: '-createdAt', filter: {}});
  expect(at('show=noRole').filter).toEqual({noRole: true});
});

test('a title inside a sentence begins small, but for an abbreviation', () => {
  expect(uncapitalized('The roles lack a resource')).toBe('the roles lack a resource');
  expect(uncapitalized('HTTP is refused')).toBe('HTTP is refused');
});
