import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {enActions} from '../src/words/en-actions.ts';

const CORE = join(import.meta.dirname, '../../core/src/main/java/io/counterfoil/core');

/** What the server can write to the audit log, as its sources name it. */
function actionsOfTheServer(): Set<string> {
  const registry = join(CORE, 'registry');
  const sources = readdirSync(registry).map(file => readFileSync(join(registry, file), 'utf8')).join('\n');
  const named = [...sources.matchAll(/"([a-z_]+\.[a-z_]+)"/g)].map(found => found[1] ?? '');
  // Passes that are good for once are named by their kind: `invitation.made`.
  const verbs = [...sources.matchAll(/toLowerCase\(Locale\.ROOT\) \+ "(\.[a-z_]+)"/g)].map(found => found[1] ?? '');
  const passes = readFileSync(join(CORE, 'person/Pass.java'), 'utf8');
  const kinds = [...passes.matchAll(/^ +([A-Z_]+)\(Duration\.[^)]*\), true\)[,;]/gm)].map(found => (found[1] ?? '').toLowerCase());
  return new Set([...named, ...kinds.flatMap(kind => verbs.map(verb => kind + verb))]);
}

test('every action that the server can write to the audit log has words', () => {
  const actions = actionsOfTheServer();
  expect(actions.size).toBeGreaterThan(60);
  expect([...actions].filter(action => !(action in enActions))).toEqual([]);
});
