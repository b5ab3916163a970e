// Drives the console of a running demo in a real browser.
//
//   node e2e/run.mjs ENV_FILE [--pictures FOLDER] [--only TEXT]
//
// ENV_FILE is what `counterfoil demo --env` wrote; SIGN_IN_LINK is the link that it printed, and
// OPERATOR_TOKEN what its data directory holds. Exit codes: 0 all passed, 1 something failed, 2 wrong usage.
import {mkdirSync} from 'node:fs';
import {faults} from './faults.mjs';
import {governing} from './governing.mjs';
import {looks} from './looks.mjs';
import {many} from './many.mjs';
import {people} from './people.mjs';
import {pictures} from './pictures.mjs';
import {reference} from './reference.mjs';
import {readEnvironment, Stage} from './stage.mjs';
import {stories} from './stories.mjs';
import {using} from './using.mjs';

const [file, ...options] = process.argv.slice(2);
if (file === undefined) {
  console.error('e2e: no file (expected: what `counterfoil demo --env` wrote)');
  process.exit(2);
}
const after = name => (options.includes(name) ? options[options.indexOf(name) + 1] : undefined);
const only = after('--only') ?? '';
const folder = after('--pictures');

const stage = await Stage.open(readEnvironment(file));
let passed = 0;
let failed = 0;

async function run(name, act) {
  if (!name.includes(only)) {
    return;
  }
  const violations = stage.violations.length;
  const complaints = stage.complaints.length;
  const begun = Date.now();
  try {
    await act(stage);
    const told = [...stage.violations.slice(violations), ...stage.complaints.slice(complaints)];
    if (told.length > 0) {
      throw new Error(told.join('\n'));
    }
    passed += 1;
    console.log(`  ok     ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed += 1;
    console.log(`  FAILED ${name}\n${String(error.message).replace(/^/gm, '         ')}`);
    const page = stage.browser.contexts().at(-1)?.pages().at(-1);
    await page?.screenshot({path: `target/failed-${failed}.png`}).catch(() => undefined);
  }
  for (const context of stage.browser.contexts()) {
    await context.close();
  }
}

for (const [name, act] of [...stories, ...governing, ...using, ...reference, ...people, ...faults, ...looks, ...many]) {
  await run(name, act);
}
if (folder !== undefined && failed === 0) {
  mkdirSync(folder, {recursive: true});
  await run('pictures', () => pictures(stage, folder));
}
await stage.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
