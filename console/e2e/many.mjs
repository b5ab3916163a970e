// Ten thousand keys in one list.
import {createHash} from 'node:crypto';
import {check} from './stage.mjs';
import {signedIn} from './stories.mjs';

const NAMES = ['ERP orders sync', 'Marketplace bridge', 'Warehouse picker', 'Price feed', 'BI extractor', 'Gift card hub'];
const MORE = ['Catalogue importer', 'Antifraud relay', 'Subscriptions worker', 'POS terminal', 'Search indexer', 'Invoice robot'];
const ROLES = ['OMS - Full access', 'OMS - Read only', 'Owner (Admin Super)'];
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const PER_REQUEST = 5000;
const DAY_MILLIS = 24 * 3600_000;
const SLOWEST_MILLIS = 1000;

/** The same keys in every run. */
function line(index, roles, now) {
  const label = [...NAMES, ...MORE][index % 12] + (index < 12 ? '' : ` ${Math.floor(index / 12) + 1}`);
  const digest = createHash('sha256').update(`key ${index}`).digest();
  const days = [83, 196, 104, 24, 28, 121][index] ?? digest[0] % 95;
  return {
    appKey: `appkey-demostore-${[...digest.subarray(1, 7)].map(byte => LETTERS[byte % 26]).join('')}`,
    hash: createHash('sha256').update(`token ${index}`).digest('hex'),
    algorithm: 'sha256',
    label,
    roles: index % 29 === 4 ? [] : roles.filter((_, at) => at === digest[7] % (index % 17 === 6 ? 3 : 2)),
    state: index % 17 === 8 ? 'inactive' : 'active',
    createdAt: new Date(now - days * DAY_MILLIS).toISOString(),
  };
}

async function imported(stage, count) {
  const known = await fetch(`${stage.url}/v1/accounts/demostore/roles?limit=200`, {
    headers: {'X-VTEX-API-AppKey': stage.demo.DEMO_ADMIN_KEY, 'X-VTEX-API-AppToken': stage.demo.DEMO_ADMIN_TOKEN},
  }).then(answer => answer.json());
  const roles = ROLES.filter(name => known.items.some(role => role.name === name));
  const keys = new Map(Array.from({length: count}, (_, index) => line(index, roles, Date.now())).map(each => [each.appKey, each]));
  const lines = [...keys.values()].map(each => JSON.stringify(each));
  for (let at = 0; at < lines.length; at += PER_REQUEST) {
    const answer = await fetch(`${stage.url}/v1/accounts/demostore/imports/keys`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-ndjson',
        'X-VTEX-API-AppKey': stage.demo.DEMO_ADMIN_KEY,
        'X-VTEX-API-AppToken': stage.demo.DEMO_ADMIN_TOKEN,
      },
      body: lines.slice(at, at + PER_REQUEST).join('\n'),
    });
    check(answer.status === 200, `the import: ${answer.status} ${await answer.text()}`);
  }
  return lines.length;
}

/** How long it takes until the text stands there. */
async function timed(page, act, text) {
  const begun = Date.now();
  await act();
  await page.getByText(text).first().waitFor();
  return Date.now() - begun;
}

export const many = [
  [
    'ten thousand keys sort and filter in a moment',
    async stage => {
      const count = await imported(stage, 10_000);
      const page = await signedIn(stage);
      await stage.goto(page, '/keys');
      await page.getByText(/of 10,\d{3} keys loaded/).waitFor();
      const filter = await timed(page, () => page.getByLabel('Search by name or appKey').fill('Warehouse picker 77'), /^\d+ of \d+ keys loaded/);
      await page.getByLabel('Search by name or appKey').fill('');
      await page.getByText(/of 10,\d{3} keys loaded/).waitFor();
      const sort = await timed(page, () => page.getByRole('button', {name: 'Token age'}).click(), '0 d');
      const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
      console.log(`         ${count} keys: filter ${filter} ms, sort ${sort} ms, ${nodes} elements`);
      check(filter < SLOWEST_MILLIS && sort < SLOWEST_MILLIS, `filter ${filter} ms, sort ${sort} ms (expected: under ${SLOWEST_MILLIS})`);
      check(nodes < 3000, `${nodes} elements (expected: only the rows in sight)`);
      await page.locator('.key-grid').evaluate(grid => grid.scrollTo(0, 190 * 53));
      await page.getByText(/^400 of 10,\d{3} keys loaded/).waitFor();
    },
  ],
];
