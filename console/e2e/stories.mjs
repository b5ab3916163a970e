// What people do with the console, from end to end, on one running server.
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {check, equal} from './stage.mjs';

const ORDER = '/api/oms/pvt/orders/v502559llux-01';

/** Signs the Sponsor in and remembers the cookies for the stories after. */
export async function signedIn(stage, look = {}) {
  const page = await stage.window({...look, state: stage.signed});
  if (stage.signed === undefined) {
    await stage.goto(page, '/sign-in');
    await page.getByLabel('E-mail address').fill(stage.demo.DEMO_SPONSOR_EMAIL);
    await page.getByLabel('Password', {exact: true}).fill(stage.demo.DEMO_SPONSOR_PASSWORD);
    await page.getByRole('button', {name: 'Sign in', exact: true}).click();
    await page.getByRole('navigation', {name: 'Main'}).waitFor();
    stage.signed = await page.context().storageState();
  }
  return page;
}

export async function generate(stage, page, name, {role, link = false} = {}) {
  await stage.goto(page, '/keys');
  await page.getByRole('button', {name: 'Generate key'}).click();
  await page.getByLabel('What is the key for?').fill(name);
  await page.getByRole('button', {name: 'Next'}).click();
  if (role !== undefined) {
    await page.getByLabel('Search roles').fill(role);
    await page.getByRole('checkbox', {name: role, exact: true}).click();
  }
  await page.getByRole('button', {name: 'Next'}).click();
  if (link) {
    await page.getByLabel('Make a link that opens once').check();
  }
  await page.getByRole('button', {name: 'Generate', exact: true}).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('appKey', {exact: true}).waitFor();
  const [appKey, secret] = await dialog.locator('.secret code').allTextContents();
  return {dialog, appKey, secret};
}

export const stories = [
  [
    'the first link opens the console signed in, once, and shows the first steps',
    async stage => {
      const page = await stage.window();
      await page.goto(stage.link);
      await page.getByRole('heading', {name: 'First steps'}).waitFor();
      check(!page.url().includes('#'), 'the code has left the address');
      await page.getByText('All data is invented').waitFor();
      for (const step of ['Generate a key', 'Give it a role', 'Make a call with it', 'Read why a call was refused']) {
        await page.getByRole('link', {name: step}).waitFor();
      }
      const other = await stage.window();
      await other.goto(stage.link);
      await other.getByText('This sign-in link does not open').waitFor();
    },
  ],
  [
    'a stranger is asked to sign in, and comes back to where they wanted to go',
    async stage => {
      const page = await stage.window();
      await stage.goto(page, '/keys');
      await page.getByLabel('E-mail address').fill(stage.demo.DEMO_SPONSOR_EMAIL);
      await page.getByLabel('Password', {exact: true}).fill('wrong-password-1');
      await page.getByRole('button', {name: 'Sign in', exact: true}).click();
      await page.getByRole('alert').waitFor();
      equal(await page.getByLabel('E-mail address').inputValue(), stage.demo.DEMO_SPONSOR_EMAIL, 'what was typed');
      await page.getByLabel('Password', {exact: true}).fill(stage.demo.DEMO_SPONSOR_PASSWORD);
      await page.getByRole('button', {name: 'Sign in', exact: true}).click();
      await page.getByRole('heading', {name: 'API keys', level: 1}).waitFor();
      const cookies = await page.context().cookies();
      const session = cookies.find(each => each.name === 'counterfoil_session');
      check(session?.httpOnly === true && session.sameSite === 'Strict', 'the session cookie is HttpOnly and SameSite=Strict');
      check(await page.evaluate(() => localStorage.length + sessionStorage.length === 0), 'nothing lies in the storage of the browser');
    },
  ],
  [
    'a key is generated, refused, explained, fixed by one button, and allowed',
    async stage => {
      const page = await signedIn(stage);
      const {dialog, appKey, secret} = await generate(stage, page, 'Story of a key');
      check(/^appkey-demostore-[A-Z]{6}$/.test(appKey), `an appKey, not ${appKey}`);
      check(secret.startsWith('cft_'), 'an appToken is shown');
      await dialog.getByRole('button', {name: 'Copy appToken'}).click();
      equal(await page.evaluate(() => navigator.clipboard.readText()), secret, 'what was copied');
      await dialog.getByText('waiting for the first call').waitFor();

      const pasted = execFileSync('sh', ['-c', await dialog.locator('pre.code').textContent()], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']});
      check(pasted.startsWith('HTTP/1.1 403'), `the example as it is pasted: ${pasted.slice(0, 40)}`);
      const refused = await stage.call(appKey, secret, 'GET', ORDER);
      equal(refused.status, 403, 'a key without a role');
      await dialog.getByText('first call was refused').waitFor();
      await dialog.getByRole('checkbox', {name: 'I saved the token'}).click();
      await dialog.getByRole('button', {name: 'Done'}).click();
      check(!(await page.content()).includes(secret), 'the token has left the page');

      await stage.goto(page, '/refusals');
      await page.getByLabel('cf-… or curl …').fill(refused.refusal);
      await page.getByRole('button', {name: 'Explain'}).click();
      await page.getByRole('heading', {name: 'The chain of checks'}).waitFor();
      await page.getByText('role_missing').first().waitFor();
      await page.locator('.fix').first().getByRole('button').first().click();
      await page.getByRole('dialog').getByRole('button', {name: /^Link|^Make/}).click();
      await page.locator('.note.ok').first().waitFor();
      equal((await stage.call(appKey, secret, 'GET', ORDER)).status, 200, 'the same call after the fix');

      await stage.goto(page, `/keys/${appKey}`);
      await page.getByText('Last used').first().waitFor();
      await stage.goto(page, '/overview');
      await page.getByRole('heading', {name: 'Oldest tokens'}).waitFor();
      equal(await page.getByRole('heading', {name: 'First steps'}).count(), 0, 'first steps that are left');
    },
  ],
  [
    'the first call of a key turns green while one looks on',
    async stage => {
      const page = await signedIn(stage);
      const {dialog, appKey, secret} = await generate(stage, page, 'Seen at once', {role: 'OMS - Read only'});
      await dialog.getByText('waiting for the first call').waitFor();
      equal((await stage.call(appKey, secret, 'GET', ORDER)).status, 200, 'the first call');
      await dialog.getByText('first call seen').waitFor();
    },
  ],
  [
    'a link hands the token over once',
    async stage => {
      const page = await signedIn(stage);
      const {dialog, appKey, secret: url} = await generate(stage, page, 'Handed over', {role: 'OMS - Read only', link: true});
      check(url.startsWith(`${stage.url}/links#`), `a link, not ${url}`);
      await dialog.getByRole('checkbox', {name: 'I copied the link'}).click();
      await dialog.getByRole('button', {name: 'Done'}).click();
      const other = await stage.window();
      await other.goto(url);
      await other.locator('button[type=submit]').click();
      const token = await other.locator('pre.token').textContent();
      equal((await stage.call(appKey, token, 'GET', ORDER)).status, 200, 'a call with the token of the link');
      await stage.goto(page, `/keys/${appKey}`);
      await page.getByText(/^Opened/).waitFor();
    },
  ],
  [
    'a renewal shows who still uses the old token, and ends when it is finished',
    async stage => {
      const page = await signedIn(stage);
      const {DEMO_RENEWING_KEY: key, DEMO_RENEWING_OLD_TOKEN: old, DEMO_RENEWING_NEW_TOKEN: fresh} = stage.demo;
      equal((await stage.call(key, old, 'GET', ORDER)).status, 200, 'the old token during the renewal');
      equal((await stage.call(key, fresh, 'GET', ORDER)).status, 200, 'the new token during the renewal');
      await stage.goto(page, `/keys/${key}`);
      await page.getByText(/calls with it/).waitFor();
      await page.getByRole('row').filter({hasText: 'payments/3.6'}).waitFor();
      await page.getByRole('button', {name: 'Finish renewal'}).click();
      await page.getByRole('dialog').getByRole('button', {name: 'Finish renewal'}).click();
      await page.getByText('has one token again, the new one').waitFor();
      equal((await stage.call(key, old, 'GET', ORDER)).status, 401, 'the old token after the renewal');
      equal((await stage.call(key, fresh, 'GET', ORDER)).status, 200, 'the new token after the renewal');
    },
  ],
  [
    'a pasted curl command is read in the browser, and explained',
    async stage => {
      const page = await signedIn(stage);
      const {DEMO_ORDERS_KEY: key, DEMO_ORDERS_TOKEN: token} = stage.demo;
      await stage.goto(page, '/refusals');
      await page.getByLabel('cf-… or curl …').fill(`curl -X POST 'https://demostore.example${ORDER}/cancel' \\\n  -H 'X-VTEX-API-AppKey: ${key}' \\\n  -H 'X-VTEX-API-AppToken: "${token}"'`);
      await page.getByRole('button', {name: 'Explain'}).click();
      await page.getByText('app_token_malformed').first().waitFor();
      equal(await page.getByLabel('cf-… or curl …').inputValue(), '', 'the token has left the field');
      check(!(await page.content()).includes(token), 'the token is nowhere on the page');
    },
  ],
  [
    'a call that nobody made is asked about',
    async stage => {
      const page = await signedIn(stage);
      await stage.goto(page, `/refusals?form=1&appKey=${stage.demo.DEMO_ORDERS_KEY}&path=${encodeURIComponent(ORDER)}`);
      await page.getByRole('button', {name: 'Would it pass?'}).click();
      await page.getByRole('heading', {name: 'This call is allowed'}).waitFor();
    },
  ],
  [
    'two people edit one key: nothing of either is lost',
    async stage => {
      const page = await signedIn(stage);
      const key = stage.demo.DEMO_ORDERS_KEY;
      await stage.goto(page, `/keys/${key}`);
      await page.getByRole('button', {name: 'Edit', exact: true}).click();
      await page.getByLabel('Notes').fill('written here');
      const other = await signedIn(stage);
      await stage.goto(other, `/keys/${key}`);
      await other.getByRole('button', {name: 'Edit', exact: true}).click();
      await other.getByLabel('Name', {exact: true}).fill('ERP orders, renamed there');
      await other.getByRole('button', {name: 'Save'}).click();
      await other.getByRole('heading', {name: 'ERP orders, renamed there'}).waitFor();
      await page.getByRole('button', {name: 'Save'}).click();
      await page.getByText('Somebody changed this key in the meantime').waitFor();
      equal(await page.getByLabel('Notes').inputValue(), 'written here', 'what was typed');
      await page.getByRole('button', {name: 'Take over how it is now'}).click();
      await page.getByLabel('Name', {exact: true}).fill('ERP orders');
      await page.getByRole('button', {name: 'Save'}).click();
      await page.getByText('written here').waitFor();
    },
  ],
  [
    'an external key is removed and added again',
    async stage => {
      const page = await signedIn(stage);
      await stage.goto(page, '/keys?tab=external');
      const row = page.getByRole('row').filter({hasText: 'demomarket'});
      const appKey = (await row.locator('.mono').first().textContent()).trim();
      await row.getByRole('button', {name: `Actions for ${appKey}`}).click();
      await page.getByRole('menuitem', {name: 'Remove…'}).click();
      await page.getByRole('dialog').getByRole('button', {name: 'Remove'}).click();
      await page.getByText('No external key').waitFor();
      await page.getByRole('button', {name: 'Add external key'}).click();
      await page.getByLabel('appKey', {exact: true}).fill(appKey);
      await page.getByLabel('Search roles').fill('OMS - Read only');
      await page.getByRole('checkbox', {name: 'OMS - Read only', exact: true}).click();
      await page.getByRole('dialog').getByRole('button', {name: 'Save'}).click();
      await page.getByRole('row').filter({hasText: 'demomarket'}).waitFor();
    },
  ],
  [
    'keys are searched, narrowed by a tile, sorted, and changed several at once',
    async stage => {
      const page = await signedIn(stage);
      await stage.goto(page, '/keys');
      await page.getByLabel('Search by name or appKey').fill('switched off');
      await page.getByText('1 of 1 keys loaded').waitFor();
      await stage.goto(page, '/keys?state=inactive');
      await page.getByRole('checkbox', {name: 'Select Old warehouse, switched off'}).click();
      await page.getByRole('button', {name: 'Activate', exact: true}).click();
      await page.getByRole('dialog').getByRole('button', {name: 'Activate', exact: true}).click();
      await page.getByText('1 done, 0 failed').waitFor();
      await page.getByText('No key fits').waitFor();
      equal((await stage.call(stage.demo.DEMO_INACTIVE_KEY, stage.demo.DEMO_INACTIVE_TOKEN, 'GET', ORDER)).status, 200, 'the key that was activated');
      await stage.goto(page, '/keys');
      await page.getByRole('button', {name: 'Token age'}).click();
      check(page.url().includes('sort=-tokenSince'), 'the address says how the list is sorted');
    },
  ],
  [
    'the keys are exported as a spreadsheet',
    async stage => {
      const page = await signedIn(stage);
      await stage.goto(page, '/keys');
      await page.getByRole('button', {name: 'Export'}).click();
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', {name: 'Spreadsheet (XLSX)'}).click()]);
      const bytes = readFileSync(await download.path());
      check(bytes.subarray(0, 2).toString() === 'PK' && bytes.length > 2000, 'a spreadsheet');
    },
  ],
  [
    'a role is copied, narrowed, compared and removed',
    async stage => {
      const page = await signedIn(stage);
      await stage.goto(page, '/roles');
      await page.getByLabel('Search by name, or by a resource').fill('OMS - Read only');
      await page.getByRole('link', {name: 'OMS - Read only', exact: true}).click();
      await page.getByRole('button', {name: 'Copy', exact: true}).click();
      await page.getByRole('dialog').getByRole('button', {name: 'Copy', exact: true}).click();
      await page.getByRole('heading', {name: 'Edit role'}).waitFor();
      await page.getByLabel('Name', {exact: true}).fill('Orders, just looking');
      await page.getByLabel('Search resources').fill('OMSViewer');
      await page.getByRole('button', {name: 'Save'}).click();
      await page.getByRole('heading', {name: 'Orders, just looking', level: 1}).waitFor();
      await page.getByLabel('Compare with…').selectOption({label: 'OMS - Full access'});
      await page.getByText('only OMS - Full access grants').waitFor();
      await page.getByRole('button', {name: 'Delete…'}).click();
      await page.getByRole('dialog').getByRole('button', {name: 'Delete'}).click();
      await page.getByText('Orders, just looking is deleted').waitFor();
    },
  ],
  [
    'the operations say which call needs which resource',
    async stage => {
      const page = await signedIn(stage);
      await stage.goto(page, '/operations');
      await page.getByLabel('Path of a call').fill(ORDER);
      await page.getByRole('button', {name: 'What does it need?'}).click();
      await page.getByText('OMSViewer').first().waitFor();
      await page.getByRole('link', {name: 'OMS - Read only'}).first().waitFor();
    },
  ],
  [
    'the audit log is narrowed by chips, shows before and after, and is exported',
    async stage => {
      const page = await signedIn(stage);
      await stage.goto(page, '/audit?action=key.activated');
      await page.getByText('Key activated').first().click();
      await page.getByRole('cell', {name: 'inactive'}).first().waitFor();
      await page.getByRole('button', {name: 'Take away What'}).click();
      await page.getByText('Key generated').first().waitFor();
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', {name: 'Export'}).click()]);
      const lines = readFileSync(await download.path(), 'utf8').trim().split('\n');
      check(lines.length > 5 && lines.every(line => line.startsWith('{')), 'one JSON object a line');
    },
  ],
  [
    'the rule for generating keys is the Sponsor’s to change',
    async stage => {
      const page = await signedIn(stage);
      await stage.goto(page, '/account');
      const card = page.locator('section').filter({has: page.getByRole('heading', {name: 'Who may generate keys'})});
      await card.getByLabel('Only the Sponsor').check();
      await card.getByRole('button', {name: 'Save'}).click();
      await page.getByText('The rule is saved').waitFor();
      await card.getByLabel('Whoever holds Edit API keys').check();
      await card.getByRole('button', {name: 'Save'}).click();
    },
  ],
  [
    'whoever goes back to a session that has ended signs in above the page, and loses nothing',
    async stage => {
      const page = await signedIn(stage);
      await stage.goto(page, `/keys/${stage.demo.DEMO_ORDERS_KEY}`);
      await page.getByRole('button', {name: 'Edit', exact: true}).click();
      await page.getByLabel('Notes').fill('still here');
      await page.context().clearCookies({name: 'counterfoil_session'});
      await page.getByRole('button', {name: 'Save'}).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('E-mail address').fill(stage.demo.DEMO_SPONSOR_EMAIL);
      await dialog.getByLabel('Password', {exact: true}).fill(stage.demo.DEMO_SPONSOR_PASSWORD);
      await dialog.getByRole('button', {name: 'Sign in', exact: true}).click();
      await dialog.waitFor({state: 'detached'});
      equal(await page.getByLabel('Notes').inputValue(), 'still here', 'what was typed');
      await page.getByRole('button', {name: 'Save'}).click();
      await page.getByText('still here').waitFor();
    },
  ],
];
