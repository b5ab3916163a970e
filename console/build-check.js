// Checks what was built: no inline script or style, and a start that is light enough.
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';

const LARGEST_START = 200 * 1024;
const dist = process.argv[2] ?? 'target/dist';
const index = readFileSync(join(dist, 'index.html'), 'utf8');

function fail(what) {
  console.error(`console: ${what}`);
  process.exit(1);
}

for (const page of ['index.html', 'docs.html']) {
  if (/<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=/i.test(readFileSync(join(dist, page), 'utf8'))) {
    fail(`${page} holds inline script or style (expected: none); the policy refuses it`);
  }
}

/** The scripts that the first page loads: those of index.html, and what they import at once. */
function start() {
  const seen = new Set();
  const waiting = [...index.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(found => found[1]);
  while (waiting.length > 0) {
    const file = waiting.pop();
    if (seen.has(file)) continue;
    seen.add(file);
    const text = readFileSync(join(dist, file), 'utf8');
    for (const found of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) {
      waiting.push(`assets/${found[1]}`);
    }
  }
  return [...seen];
}

const bytes = start().reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
if (bytes === 0) {
  fail('index.html loads no script (expected: one)');
}
if (bytes > LARGEST_START) {
  fail(`the start loads ${bytes} bytes of gzipped script (expected: at most ${LARGEST_START}); split a route off`);
}
const files = readdirSync(join(dist, 'assets')).length;
console.log(`console: ${files} files, ${Math.round(bytes / 1024)} KB of gzipped script at the start`);
