// What goes wrong between the console and its server: each has a state of its own, and loses nothing that was typed.
import {check, equal} from './stage.mjs';
import {signedIn} from './stories.mjs';

function problem(status, detail, more = {}) {
  return {status, contentType: 'application/problem+json', body: JSON.stringify({type: 'about:blank', title: 'No', status, detail, ...more})};
}

async function editing(stage) {
  const page = await signedIn(stage);
  await stage.goto(page, `/keys/${stage.demo.DEMO_ORDERS_KEY}`);
  await page.getByRole('button', {name: 'Edit', exact: true}).click();
  await page.getByLabel('Notes').fill('typed before it failed');
  return page;
}

export const faults = [
  [
    'a server that does not answer is told, and what was typed is saved when it is back',
    async stage => {
      const page = await editing(stage);
      await page.route('**/v1/**', route => route.abort());
      await page.getByRole('button', {name: 'Save'}).click();
      await page.getByText('the server does not answer; check that it runs').or(page.getByText('The server does not answer; check that it runs')).first().waitFor();
      equal(await page.getByLabel('Notes').inputValue(), 'typed before it failed', 'what was typed');
      await page.unroute('**/v1/**');
      await page.getByRole('button', {name: 'Save'}).click();
      await page.getByText('is saved').waitFor();
    },
  ],
  [
    'a page that may not be seen says so, and leads to why',
    async stage => {
      const page = await signedIn(stage);
      await page.route('**/v1/accounts/*/audit?*', route => route.fulfill(problem(403, 'nothing that you hold grants `view_metrics`', {refusalId: 'cf-00000000000000000000000000'})));
      await stage.goto(page, '/audit');
      await page.getByRole('heading', {name: 'You may not see this'}).waitFor();
      await page.getByRole('link', {name: 'Why was this refused?'}).last().waitFor();
      await page.unroute('**/v1/accounts/*/audit?*');
      await page.getByRole('button', {name: 'Try again'}).click();
      await page.locator('.entry').first().waitFor();
    },
  ],
  [
    'a change that conflicts with another says with which, and what was entered stays',
    async stage => {
      const page = await signedIn(stage);
      await stage.goto(page, '/account');
      const field = page.getByLabel('Names under which the account is called');
      await field.fill('taken.example');
      await page.route('**/v1/accounts/demostore', route => (route.request().method() === 'PATCH' ? route.fulfill(problem(409, 'host `taken.example` belongs to another account (expected: one of your own)')) : route.continue()));
      const card = page.locator('section').filter({has: page.getByRole('heading', {name: 'Hosts'})});
      await card.getByRole('button', {name: 'Save'}).click();
      await card.getByText('belongs to another account').waitFor();
      equal(await field.inputValue(), 'taken.example', 'what was typed');
    },
  ],
  [
    'a value that the server does not take is said beside it',
    async stage => {
      const page = await signedIn(stage);
      await stage.goto(page, `/keys/${stage.demo.DEMO_ORDERS_KEY}`);
      await page.getByRole('button', {name: 'Edit', exact: true}).click();
      await page.getByLabel('Addresses').fill('300.1.2.3/24');
      await page.getByRole('button', {name: 'Save'}).click();
      await page.locator('.note.bad').getByText('300.1.2.3/24').or(page.locator('.note.bad code').first()).first().waitFor();
      equal(await page.getByLabel('Addresses').inputValue(), '300.1.2.3/24', 'what was typed');
    },
  ],
  [
    'an answer that takes long shows that it is on its way',
    async stage => {
      const page = await signedIn(stage);
      await stage.goto(page, '/overview');
      let answer = () => undefined;
      const held = new Promise(resolve => {
        answer = resolve;
      });
      await page.route('**/v1/accounts/*/users?*', async route => {
        await held;
        await route.continue();
      });
      await page.getByRole('link', {name: 'Users'}).click();
      await page.locator('.skeleton').first().waitFor();
      check((await page.getByRole('status').getByText('Loading').count()) > 0, 'it is said to those who do not see it');
      answer();
      await page.getByRole('table').waitFor();
    },
  ],
];
