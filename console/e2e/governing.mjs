// Webhooks, the outbox, the account's rules, risk and the live log, on the same running server as the other stories.
import {createServer} from 'node:http';
import {check, equal} from './stage.mjs';
import {generate, signedIn} from './stories.mjs';

const ORDER = '/api/oms/pvt/orders/v502559llux-01';

/** Receives webhooks on this machine, and answers as it was told last. */
async function receiver() {
  const taken = [];
  const told = {status: 204};
  const server = createServer((request, response) => {
    request.resume();
    taken.push(request.headers['webhook-id']);
    response.writeHead(told.status).end();
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return {taken, told, url: `http://127.0.0.1:${server.address().port}/hooks`, close: () => new Promise(resolve => server.close(resolve))};
}

export const governing = [
  [
    'a webhook is added, its secret is shown once, and what was sent there is seen',
    async stage => {
      const page = await signedIn(stage);
      await stage.goto(page, '/account/webhooks');
      await page.getByRole('button', {name: 'Add webhook'}).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Address').fill('https://hooks.example/counterfoil#part');
      await dialog.getByLabel('What is it for?').fill('Order hub');
      await dialog.getByRole('button', {name: 'Add webhook'}).click();
      await dialog.getByRole('alert').waitFor();
      equal(await dialog.getByLabel('What is it for?').inputValue(), 'Order hub', 'what was typed');
      await dialog.getByLabel('Address').fill('https://hooks.invalid/counterfoil');
      await dialog.getByLabel('Only these').check();
      await dialog.getByRole('checkbox', {name: 'Key generated'}).click();
      await dialog.getByRole('button', {name: 'Add webhook'}).click();
      const secret = await page.locator('.secret code').textContent();
      check(secret.startsWith('whsec_'), 'a secret of Standard Webhooks is shown');
      await page.getByRole('checkbox', {name: 'I saved the secret'}).click();
      await page.getByRole('button', {name: 'Done'}).click();
      check(!(await page.content()).includes(secret), 'the secret has left the page');

      await page.getByRole('link', {name: 'Order hub'}).click();
      await page.getByRole('button', {name: 'Send a test'}).click();
      await page.locator('.message summary', {hasText: 'Test'}).click();
      await page.getByText('Attempt 1', {exact: true}).waitFor();
      await page.getByText('Attempt 1', {exact: true}).locator('..').getByText('failed').waitFor();
      await page.getByRole('button', {name: 'Send again'}).click();
      await page.getByText('1 events are sent again').waitFor();

      const actions = page.getByRole('button', {name: 'Actions for https://hooks.invalid/counterfoil'});
      await actions.click();
      await page.getByRole('menuitem', {name: 'Replace the secret…'}).click();
      await page.getByRole('dialog').getByRole('button', {name: 'Replace it'}).click();
      await page.getByRole('checkbox', {name: 'I saved the secret'}).click();
      await page.getByRole('button', {name: 'Done'}).click();
      await page.getByText('signed with the secret before, too').waitFor();
      await actions.click();
      await page.getByRole('menuitem', {name: 'Switch off'}).click();
      await page.getByText('switched off', {exact: true}).waitFor();
      await actions.click();
      await page.getByRole('menuitem', {name: 'Delete…'}).click();
      await page.getByRole('dialog').getByRole('button', {name: 'Delete'}).click();
      await page.getByText('The webhook is deleted').waitFor();
    },
  ],
  [
    'a receiver that is gone is told, and gets what it missed when it is back',
    async stage => {
      const page = await signedIn(stage);
      const hooks = await receiver();
      try {
        const {id} = await stage.asAdmin('POST', '/v1/accounts/demostore/webhooks', {url: hooks.url, description: 'Gone and back'});
        await stage.goto(page, `/account/webhooks/${id}`);
        await page.getByRole('button', {name: 'Send a test'}).click();
        await page.locator('.message').filter({hasText: 'Test'}).getByText('delivered').waitFor();
        hooks.told.status = 410;
        await page.getByRole('button', {name: 'Send a test'}).click();
        await page.getByText('Nothing is sent here:').waitFor();
        hooks.told.status = 204;
        await page.getByRole('button', {name: 'Switch on'}).click();
        await page.getByRole('button', {name: `Actions for ${hooks.url}`}).click();
        await page.getByRole('menuitem', {name: 'Send again…'}).click();
        const before = hooks.taken.length;
        await page.getByRole('dialog').getByRole('button', {name: 'Send again'}).click();
        await page.getByText(/\d+ events are sent again/).waitFor();
        await page.waitForFunction(() => document.querySelectorAll('.message .chip.warn').length === 0);
        check(hooks.taken.length > before, 'the receiver got what it missed');
        await stage.asAdmin('DELETE', `/v1/accounts/demostore/webhooks/${id}`);
      } finally {
        await hooks.close();
      }
    },
  ],
  [
    'a mail that waits for a mail server is seen in the outbox, and its secret is not',
    async stage => {
      const page = await signedIn(stage);
      await stage.asAdmin('POST', '/v1/accounts/demostore/users', {email: 'guest@demostore.example', invite: true});
      await stage.goto(page, '/account/outbox');
      await page.getByLabel('Kind').selectOption({label: 'Invitation'});
      await page.locator('.message summary', {hasText: 'guest@demostore.example'}).first().click();
      await page.getByText('counterfoil outbox reveal msg_').waitFor();
    },
  ],
  [
    'when tokens are due is the account’s to choose',
    async stage => {
      const page = await signedIn(stage);
      await stage.goto(page, '/account');
      const card = page.locator('section').filter({has: page.getByRole('heading', {name: 'When tokens are due'})});
      await card.getByLabel('After 6 months').check();
      await card.getByRole('button', {name: 'Save'}).click();
      await page.getByText('The rule is saved').waitFor();
      await card.getByLabel('After 3 months').check();
      await card.getByRole('button', {name: 'Save'}).click();
      const kept = page.locator('section').filter({has: page.getByRole('heading', {name: 'How long refusals are kept'})});
      await kept.getByLabel('Days').fill('14');
      await kept.getByRole('button', {name: 'Save'}).click();
      await kept.getByRole('button', {name: 'Save'}).isDisabled();
    },
  ],
  [
    'a token that was found is looked up, its key quarantined, and released',
    async stage => {
      const page = await signedIn(stage);
      const {dialog, appKey, secret} = await generate(stage, page, 'Leaked somewhere', {role: 'OMS - Read only'});
      await dialog.getByRole('checkbox', {name: 'I saved the token'}).click();
      await dialog.getByRole('button', {name: 'Done'}).click();
      await stage.goto(page, '/risk');
      const field = page.getByLabel('A token, or a text with one in it');
      await field.fill(`cft_${'0'.repeat(49)}`);
      await page.getByRole('button', {name: 'Whose is it?'}).click();
      await page.getByText('No key of this account has this token').waitFor();
      await page.getByRole('button', {name: 'Look up another'}).click();
      await field.fill(`export APP_TOKEN="${secret}"`);
      await page.getByRole('button', {name: 'Whose is it?'}).click();
      await page.getByText('It is a token of Leaked somewhere').waitFor();
      check(!(await page.content()).includes(secret), 'the token is nowhere on the page');
      await page.getByLabel('Where was it found?').fill('https://paste.example/17');
      await page.getByRole('button', {name: 'Report it and quarantine the key'}).click();
      await page.getByText('The token of Leaked somewhere is reported').waitFor();
      equal((await stage.call(appKey, secret, 'GET', ORDER)).status, 401, 'a call in quarantine');
      await page.getByText('https://paste.example/17').waitFor();
      await page.getByRole('listitem').filter({hasText: appKey}).getByRole('button', {name: 'Release…'}).click();
      await page.getByLabel('Reason').fill('the paste is gone');
      await page.getByRole('dialog').getByRole('button', {name: 'Release'}).click();
      await page.getByText('Leaked somewhere is released').waitFor();
      equal((await stage.call(appKey, secret, 'GET', ORDER)).status, 200, 'a call after the release');
    },
  ],
  [
    'refusals are seen as they happen; what comes during a pause waits',
    async stage => {
      const page = await signedIn(stage);
      const {DEMO_NO_ROLE_KEY: key, DEMO_NO_ROLE_TOKEN: token} = stage.demo;
      await stage.goto(page, `/log?key=${key}`);
      await page.getByRole('status').getByText('live', {exact: true}).waitFor();
      const first = await stage.call(key, token, 'GET', ORDER);
      await page.locator(`a[href="/refusals/${first.refusal}"]`).waitFor();
      await page.getByRole('button', {name: 'Pause'}).click();
      const second = await stage.call(key, token, 'GET', ORDER);
      await page.getByRole('button', {name: 'Show 1 new'}).waitFor();
      equal(await page.locator(`a[href="/refusals/${second.refusal}"]`).count(), 0, 'what came during the pause');
      await page.getByRole('button', {name: 'Go on'}).click();
      await page.locator(`a[href="/refusals/${second.refusal}"]`).click();
      await page.getByRole('heading', {name: 'The chain of checks'}).waitFor();
    },
  ],
];
