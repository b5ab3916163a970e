// What keys call, and what they could call and do not.
import {check, equal} from './stage.mjs';
import {generate, signedIn} from './stories.mjs';

const ORDER = '/api/oms/pvt/orders/v502559llux-01';

async function keyWith(stage, page, name, role) {
  const {dialog, appKey, secret} = await generate(stage, page, name, {role});
  await dialog.getByRole('checkbox', {name: 'I saved the token'}).click();
  await dialog.getByRole('button', {name: 'Done'}).click();
  return {appKey, secret};
}

export const using = [
  [
    'what a key calls is counted by operation and address, and drawn',
    async stage => {
      const page = await signedIn(stage);
      const {appKey, secret} = await keyWith(stage, page, 'Counted', 'OMS - Read only');
      equal((await stage.call(appKey, secret, 'GET', ORDER)).status, 200, 'an allowed call');
      equal((await stage.call(appKey, secret, 'POST', `${ORDER}/cancel`)).status, 403, 'a refused call');
      await stage.goto(page, `/keys/${appKey}`);
      const card = page.locator('section').filter({has: page.getByRole('heading', {name: 'Calls', exact: true})});
      await card.getByRole('img', {name: '1 calls were allowed and 1 refused in this time'}).waitFor();
      await card.getByRole('region', {name: 'By operation'}).getByText(/GET \/api\/oms\/pvt\/orders\//).waitFor();
      await card.getByRole('region', {name: 'By address'}).waitFor();
      await stage.goto(page, '/overview');
      const calls = page.locator('section').filter({has: page.getByRole('heading', {name: 'Calls', exact: true})});
      await calls.getByRole('button', {name: 'Last 30 days'}).click();
      await calls.getByRole('button', {name: 'Show as a table'}).click();
      check((await calls.getByRole('row').count()) > 25, 'a row a day');
    },
  ],
  [
    'a key that may do more than it does is tightened, after its loss is shown',
    async stage => {
      const page = await signedIn(stage);
      const {appKey, secret} = await keyWith(stage, page, 'Too wide', 'OMS - Full access');
      equal((await stage.call(appKey, secret, 'GET', ORDER)).status, 200, 'what it does');
      await stage.goto(page, '/risk');
      const row = page.getByRole('row').filter({hasText: appKey});
      await row.getByText('grants more than it uses').waitFor();
      await row.getByRole('button', {name: 'Tighten…'}).click();
      await page.getByText(/\d+ resources go/).waitFor();
      await page.getByRole('dialog').getByRole('button', {name: 'Tighten'}).click();
      await page.getByText('Too wide has what it uses, and no more').waitFor();
      equal((await stage.call(appKey, secret, 'GET', ORDER)).status, 200, 'what it does, afterwards');
      equal((await stage.call(appKey, secret, 'POST', `${ORDER}/cancel`)).status, 403, 'what it never did');
    },
  ],
];
