// Every page in every look: accessible, under the policy, and not too narrow for its words.
import {signedIn} from './stories.mjs';

// Colours are the theme's, not the language's: they are looked at once a theme and once a width. The pseudo-language
// asks whether words fit, and nothing else.
const LOOKS = [
  {name: 'light', theme: 'light', language: 'en', colours: true},
  {name: 'dark', theme: 'dark', language: 'en', colours: true},
  {name: 'mobile', theme: 'light', language: 'en', width: 390, height: 844, colours: true},
  {name: 'mobile and dark, in Portuguese', theme: 'dark', language: 'pt', width: 390, height: 844},
  {name: 'Portuguese', theme: 'light', language: 'pt'},
  {name: 'Spanish', theme: 'light', language: 'es'},
  {name: 'a language that is 40 % longer', theme: 'light', language: 'qps', onlyFits: true},
  {name: 'a language that is 40 % longer, on a phone', theme: 'light', language: 'qps', width: 390, height: 844, onlyFits: true},
];

/** So many windows share the pages of a look. */
const WINDOWS = 2;

async function pages(stage) {
  const {DEMO_ORDERS_KEY: key, DEMO_ORDERS_TOKEN: token, DEMO_RENEWING_KEY: renewing} = stage.demo;
  stage.refusal ??= (await stage.call(key, token, 'POST', '/api/oms/pvt/orders/v502559llux-01/cancel')).refusal;
  stage.webhook ??= (await stage.asAdmin('POST', '/v1/accounts/demostore/webhooks', {url: 'https://hooks.invalid/looked-at', types: ['key.leaked']})).id;
  return [
    '/overview',
    '/keys',
    '/keys?tab=external',
    '/keys?generate=1',
    `/keys/${key}`,
    `/keys/${renewing}`,
    '/keys/none',
    '/refusals',
    `/refusals/${stage.refusal}`,
    '/refusals?form=1',
    '/log',
    '/roles',
    '/roles/16',
    '/roles/new',
    '/operations',
    '/operations?method=GET&path=%2Fapi%2Foms%2Fpvt%2Forders%2F1',
    '/users',
    '/audit',
    '/account',
    '/account/webhooks',
    `/account/webhooks/${stage.webhook}`,
    '/account/webhooks/00000000-0000-4000-8000-000000000000',
    '/account/outbox',
    '/risk',
    '/roles/999999',
  ];
}

async function looked(stage, page, path, look, told) {
  const flaws = look.onlyFits === true ? [] : await stage.flaws(page, {colours: look.colours === true});
  for (const flaw of [...flaws, ...(await stage.overflows(page))]) {
    told.push(`${path} ${flaw}`);
  }
}

/** Walks through what is left of the pages until none is. */
async function walk(stage, page, left, look, told) {
  for (let path = left.shift(); path !== undefined; path = left.shift()) {
    await stage.goto(page, path);
    await looked(stage, page, path, look, told);
  }
}

export const looks = LOOKS.map(look => [
  `every page is accessible and fits in ${look.name}`,
  async stage => {
    const told = [];
    const door = await stage.window(look);
    await stage.goto(door, '/sign-in');
    await looked(stage, door, '/sign-in', look, told);
    await door.context().close();
    await signedIn(stage);
    const left = await pages(stage);
    const windows = await Promise.all(Array.from({length: WINDOWS}, () => signedIn(stage, look)));
    await Promise.all(windows.map(page => walk(stage, page, left, look, told)));
    if (told.length > 0) {
      throw new Error(told.join('\n'));
    }
  },
]);
