// Every page in every look: accessible, under the policy, and not too narrow for its words.
import {signedIn} from './stories.mjs';

const LOOKS = [
  {name: 'light', theme: 'light', language: 'en'},
  {name: 'dark', theme: 'dark', language: 'en'},
  {name: 'mobile', theme: 'light', language: 'en', width: 390, height: 844},
  {name: 'mobile and dark, in Portuguese', theme: 'dark', language: 'pt', width: 390, height: 844},
  {name: 'Portuguese', theme: 'light', language: 'pt'},
  {name: 'Spanish', theme: 'light', language: 'es'},
  {name: 'a language that is 40 % longer', theme: 'light', language: 'qps'},
  {name: 'a language that is 40 % longer, on a phone', theme: 'light', language: 'qps', width: 390, height: 844},
];

async function pages(stage) {
  const {DEMO_ORDERS_KEY: key, DEMO_ORDERS_TOKEN: token, DEMO_RENEWING_KEY: renewing} = stage.demo;
  stage.refusal ??= (await stage.call(key, token, 'POST', '/api/oms/pvt/orders/v502559llux-01/cancel')).refusal;
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
    '/account/webhooks/00000000-0000-4000-8000-000000000000',
    '/account/outbox',
    '/risk',
    '/roles/999999',
  ];
}

async function looked(stage, page, path, told) {
  for (const flaw of [...(await stage.flaws(page)), ...(await stage.overflows(page))]) {
    told.push(`${path} ${flaw}`);
  }
}

export const looks = LOOKS.map(look => [
  `every page is accessible and fits in ${look.name}`,
  async stage => {
    const told = [];
    const door = await stage.window(look);
    await stage.goto(door, '/sign-in');
    await looked(stage, door, '/sign-in', told);
    await signedIn(stage);
    const page = await signedIn(stage, look);
    for (const path of await pages(stage)) {
      await stage.goto(page, path);
      await looked(stage, page, path, told);
    }
    if (told.length > 0) {
      throw new Error(told.join('\n'));
    }
  },
]);
