// The pictures of the documentation, made of the demo as the stories left it.
import {join} from 'node:path';
import {signedIn} from './stories.mjs';

export async function pictures(stage, folder) {
  await signedIn(stage);
  const {DEMO_ORDERS_KEY: key, DEMO_ORDERS_TOKEN: token} = stage.demo;
  const {refusal} = await stage.call(key, token, 'POST', '/api/oms/pvt/orders/v502559llux-01/cancel');
  const shots = [
    ['keys', '/keys', {}],
    ['keys-dark', '/keys', {theme: 'dark'}],
    ['keys-pt', '/keys', {language: 'pt'}],
    ['keys-mobile', '/keys', {width: 390, height: 844}],
    ['key', `/keys/${key}`, {height: 1100}],
    ['generate', '/keys?generate=1', {}],
    ['why', `/refusals/${refusal}`, {height: 1180}],
    ['why-dark', `/refusals/${refusal}`, {theme: 'dark', height: 1180}],
    ['why-mobile', `/refusals/${refusal}`, {width: 390, height: 1400}],
    ['overview', '/overview', {}],
    ['log', '/log', {}],
    ['roles', '/roles', {}],
    ['role-editor', '/roles/new', {}],
    ['operations', '/operations?method=GET&path=%2Fapi%2Foms%2Fpvt%2Forders%2F1', {}],
    ['users', '/users', {}],
    ['audit', '/audit', {}],
    ['account', '/account', {}],
    ['webhooks', '/account/webhooks', {}],
    ['risk', '/risk', {}],
    ['docs', '/docs', {}],
  ];
  for (const [name, path, look] of shots) {
    const page = await signedIn(stage, look);
    await stage.goto(page, path);
    await page.screenshot({path: join(folder, `${name}.png`)});
    await page.context().close();
  }
  const door = await stage.window();
  await stage.goto(door, '/sign-in');
  await door.screenshot({path: join(folder, 'sign-in.png')});
}
