// What people do about themselves and one another, each in a browser of their own.
import {createHmac} from 'node:crypto';
import {check, equal} from './stage.mjs';
import {signedIn} from './stories.mjs';

const PASSWORD = 'Chosen-in-a-story-1';
const STEP_MILLIS = 30_000;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code of an authenticator (RFC 6238); `later` steps of 30 seconds from now. */
function totp(secret, later = 0) {
  const bits = [...secret.replace(/\s/g, '')].map(letter => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const seed = Buffer.from(bits.match(/.{8}/g).map(byte => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP_MILLIS) + later));
  const hash = createHmac('sha1', seed).update(step).digest();
  const at = hash[hash.length - 1] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** The link in the latest mail to somebody, as the operator hands it over where there is no mail server. */
async function mailed(stage, email) {
  const {items} = await stage.asOperator('GET', '/v1/outbox?limit=200');
  const mail = items.find(each => each.to === email);
  check(mail !== undefined, `a mail to ${email}`);
  return (await stage.asOperator('POST', `/v1/outbox/${mail.id}/reveal`)).url;
}

/** A person of the account who has chosen a password, in a window where they are signed in. */
async function person(stage, email, role = 'OMS - Read only') {
  const {items} = await stage.asOperator('GET', '/v1/accounts/demostore/roles?limit=200');
  const roles = items.filter(each => each.name === role).map(each => each.id);
  await stage.asOperator('POST', '/v1/accounts/demostore/users', {email, roles, invite: true});
  const page = await stage.window();
  await page.goto(await mailed(stage, email));
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByRole('button', {name: 'Choose it and sign in'}).click();
  await page.getByRole('navigation', {name: 'Main'}).waitFor();
  return page;
}

async function signOut(page) {
  await page.getByRole('button', {name: /^Your account/}).click();
  await page.getByRole('menuitem', {name: 'Sign out'}).click();
  await page.getByText('You are signed out').waitFor();
}

async function fillIn(page, email, password = PASSWORD) {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', {exact: true}).fill(password);
  await page.getByRole('button', {name: 'Sign in', exact: true}).click();
}

async function signIn(page, email, password) {
  await fillIn(page, email, password);
  await page.getByRole('navigation', {name: 'Main'}).waitFor();
}

const account = page => page.locator('section').filter({has: page.getByRole('heading', {name: 'Sponsor', exact: true})});

async function handOver(stage, from, email) {
  await stage.goto(from, '/account');
  const card = account(from);
  await card.getByLabel('New Sponsor\'s e-mail address').fill(email);
  await card.getByRole('checkbox').click();
  await card.getByRole('button', {name: 'Invite'}).click();
  await card.getByText(`${email} is invited to become the Sponsor`).waitFor();
}

async function takeOver(stage, page, email) {
  await page.goto(await mailed(stage, email));
  await page.getByRole('heading', {name: 'Become the Sponsor'}).waitFor();
  check(!page.url().includes('#'), 'the code has left the address');
  await page.getByRole('checkbox').click();
  await page.getByRole('button', {name: 'Accept'}).click();
  await page.getByText('You are the Sponsor of demostore').waitFor();
}

export const people = [
  [
    'a person is invited, chooses a password by the link, and signs in with it',
    async stage => {
      const email = 'nina@demostore.example';
      const page = await signedIn(stage);
      await stage.goto(page, '/users');
      await page.getByRole('button', {name: 'Add person'}).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('E-mail address').fill(email);
      await dialog.getByRole('checkbox', {name: 'Invite by e-mail to choose a password'}).click();
      await dialog.getByLabel('Search roles').fill('OMS - Read only');
      await dialog.getByRole('checkbox', {name: 'OMS - Read only', exact: true}).click();
      await dialog.getByRole('button', {name: 'Add person'}).click();
      const row = page.getByRole('row').filter({hasText: email});
      await row.waitFor();
      const link = await mailed(stage, email);
      const other = await stage.window();
      await other.goto(link);
      await other.getByLabel('New password').fill(PASSWORD);
      await other.getByRole('button', {name: 'Choose it and sign in'}).click();
      await other.getByRole('navigation', {name: 'Main'}).waitFor();
      check(!other.url().includes('#'), 'the code has left the address');
      await signOut(other);
      await signIn(other, email);
      await other.goto(link);
      await other.getByRole('navigation', {name: 'Main'}).waitFor();
    },
  ],
  [
    'signing in asks for the code of an authenticator, and takes a recovery code once',
    async stage => {
      const email = 'tom@demostore.example';
      const page = await person(stage, email);
      await stage.goto(page, '/account');
      const card = page.locator('section').filter({has: page.getByRole('heading', {name: 'Second factor'})});
      await card.getByLabel('Current password').fill(PASSWORD);
      await card.getByRole('button', {name: 'Switch it on'}).click();
      const seed = await card.locator('.seed').textContent();
      await card.getByLabel('Code of your authenticator').fill(totp(seed));
      await card.getByRole('button', {name: 'Confirm'}).click();
      const [recovery] = (await card.locator('.recovery').textContent()).trim().split('\n');
      await card.getByRole('button', {name: 'Done'}).click();
      await card.getByText('on', {exact: true}).waitFor();

      await signOut(page);
      await fillIn(page, email);
      const code = page.getByLabel('Code of your authenticator');
      await code.fill('000000');
      await page.getByRole('button', {name: 'Sign in', exact: true}).click();
      await page.getByRole('alert').waitFor();
      await code.fill(totp(seed, 1));
      await page.getByRole('button', {name: 'Sign in', exact: true}).click();
      await page.getByRole('navigation', {name: 'Main'}).waitFor();

      await signOut(page);
      await fillIn(page, email);
      await code.fill(recovery);
      await page.getByRole('button', {name: 'Sign in', exact: true}).click();
      await page.getByRole('navigation', {name: 'Main'}).waitFor();
      await signOut(page);
      await fillIn(page, email);
      await code.fill(recovery);
      await page.getByRole('button', {name: 'Sign in', exact: true}).click();
      await page.getByRole('alert').waitFor();
    },
  ],
  [
    'the account is handed over between two browsers, and back',
    async stage => {
      const email = 'olga@demostore.example';
      const page = await signedIn(stage);
      await stage.goto(page, '/account');
      await account(page).getByRole('button', {name: 'Take back'}).click();
      await account(page).getByLabel('New Sponsor\'s e-mail address').waitFor();
      const other = await person(stage, email);
      await handOver(stage, page, email);
      await takeOver(stage, other, email);
      await stage.goto(page, '/account');
      check(!(await page.getByLabel('New Sponsor\'s e-mail address').isVisible()), 'who was the Sponsor can hand nothing over');
      await handOver(stage, other, stage.demo.DEMO_SPONSOR_EMAIL);
      await takeOver(stage, page, stage.demo.DEMO_SPONSOR_EMAIL);
      await account(page).getByText('Became the Sponsor').first().waitFor();
    },
  ],
  [
    'people sign in by the identity provider that they have',
    async stage => {
      const page = await stage.window();
      await stage.goto(page, '/sign-in');
      await page.getByRole('link', {name: 'Sign in with Acme'}).click();
      await page.locator('input[name=login]').fill(stage.demo.DEMO_SPONSOR_EMAIL);
      await page.locator('input[name=password]').fill('asked for by the provider alone');
      await page.locator('button[type=submit]').click();
      await page.locator('button[type=submit]').click();
      await page.getByRole('navigation', {name: 'Main'}).waitFor();
      await stage.goto(page, '/account');
      await page.getByText('this one').waitFor();
    },
  ],
  [
    'whoever wants to be shown the first steps no more is not, anywhere',
    async stage => {
      const email = 'ivo@demostore.example';
      const page = await person(stage, email, 'License Manager - all');
      await stage.goto(page, '/overview');
      await page.getByRole('heading', {name: 'First steps'}).waitFor();
      await page.getByRole('button', {name: 'Show the first steps no more'}).click();
      await page.getByRole('heading', {name: 'First steps'}).waitFor({state: 'detached'});
      const other = await stage.window();
      await stage.goto(other, '/sign-in');
      await signIn(other, email);
      await stage.settled(other);
      await other.getByRole('heading', {name: 'Oldest tokens'}).waitFor();
      equal(await other.getByRole('heading', {name: 'First steps'}).count(), 0, 'first steps in another browser');
    },
  ],
];
