// The API reference, exports, and what is said before something is done.
import {readFileSync} from 'node:fs';
import {check, equal} from './stage.mjs';
import {signedIn} from './stories.mjs';
import {textsOf} from './xlsx.mjs';

export const reference = [
  [
    'the API reference lists every operation, and asks nobody else for anything',
    async stage => {
      const page = await stage.window();
      const asked = [];
      page.on('request', request => asked.push(request.url()));
      await page.goto(`${stage.url}/docs`);
      await page.getByRole('heading', {name: 'API reference', level: 1}).waitFor();
      await page.locator('.opblock-tag').first().waitFor();
      const document = await (await fetch(`${stage.url}/openapi.json`)).json();
      const tags = new Set(Object.values(document.paths).flatMap(path => Object.values(path).flatMap(operation => operation.tags ?? [])));
      equal(await page.locator('.opblock-tag').count(), tags.size, 'groups of operations');
      await page.locator('.opblock-tag[data-tag=keys]').click();
      await page.locator('.opblock-summary', {hasText: '/v1/accounts/{account}/keys'}).first().click();
      await page.locator('.opblock-body').first().waitFor();
      const flaws = await stage.flaws(page, {others: ['.swagger-ui']});
      check(flaws.length === 0, flaws.join('\n'));
      const elsewhere = asked.filter(url => !url.startsWith(`${stage.url}/`) && !url.startsWith('data:'));
      equal(elsewhere.length, 0, `requests to elsewhere (${elsewhere.join(' ')})`);
    },
  ],
  [
    'an operation is tried from the API reference with the session of the browser',
    async stage => {
      const page = await signedIn(stage);
      await page.goto(`${stage.url}/docs#/sessions/getCurrentSession`);
      const operation = page.locator('#operations-sessions-getCurrentSession');
      await operation.getByRole('button', {name: 'Try it out'}).click();
      await operation.getByRole('button', {name: 'Execute'}).click();
      await operation.locator('.live-responses-table').getByText(stage.demo.DEMO_SPONSOR_EMAIL).first().waitFor();
    },
  ],
  [
    'the exported spreadsheet holds the keys of the account, and no formula',
    async stage => {
      const page = await signedIn(stage);
      await stage.goto(page, '/keys');
      await page.getByRole('button', {name: 'Export'}).click();
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', {name: 'Spreadsheet (XLSX)'}).click()]);
      const texts = textsOf(readFileSync(await download.path()));
      check(texts.includes(stage.demo.DEMO_ORDERS_KEY), 'the key of the ERP stands in the spreadsheet');
      check(texts.includes(stage.demo.DEMO_RENEWING_KEY), 'the key that is renewed stands in the spreadsheet');
      check(!texts.some(text => text.includes('cft_')), 'no token stands in the spreadsheet');
    },
  ],
  [
    'what a change would do is said before it is made',
    async stage => {
      const page = await signedIn(stage);
      const key = stage.demo.DEMO_ORDERS_KEY;
      await stage.goto(page, `/keys/${key}`);
      await page.getByRole('button', {name: /^Actions for/}).first().click();
      await page.getByRole('menuitem', {name: 'Deactivate…'}).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(/^Closes \d+ calls/).waitFor();
      await dialog.getByRole('button', {name: 'Cancel'}).click();
      const {status} = await stage.call(key, stage.demo.DEMO_ORDERS_TOKEN, 'GET', '/api/oms/pvt/orders/v502559llux-01');
      equal(status, 200, 'a call with the key that was only looked at');
    },
  ],
];
