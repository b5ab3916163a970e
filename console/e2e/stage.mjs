// A browser before a running server, and what every story needs of both.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {chromium} from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PATIENCE_MILLIS = 15_000;

/** Reads shell variables, one a line, each value in single quotes. */
export function readEnvironment(file) {
  return Object.fromEntries(
    readFileSync(file, 'utf8')
      .split('\n')
      .map(line => /^(\w+)='(.*)'$/.exec(line))
      .filter(Boolean)
      .map(found => [found[1], found[2]]),
  );
}

export class Stage {
  violations = [];
  complaints = [];

  constructor(browser, demo) {
    this.browser = browser;
    this.demo = demo;
    this.url = demo.COUNTERFOIL_CONTROL;
    this.link = process.env.SIGN_IN_LINK;
  }

  static async open(demo) {
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    });
    return new Stage(browser, demo);
  }

  /** A window of its own; `state` is another window's cookies. */
  async window({width = 1440, height = 900, theme = 'light', language = 'en', state} = {}) {
    const context = await this.browser.newContext({
      viewport: {width, height},
      colorScheme: theme,
      locale: {en: 'en-GB', pt: 'pt-BR', es: 'es-ES', qps: 'en-GB'}[language],
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
      storageState: state,
      permissions: ['clipboard-read', 'clipboard-write'],
      acceptDownloads: true,
    });
    context.setDefaultTimeout(PATIENCE_MILLIS);
    await context.addCookies([{name: 'counterfoil_language', value: language, url: this.url}]);
    await context.exposeBinding('toldViolation', (source, told) => this.violations.push(`${source.page.url()} ${told}`));
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', event => {
        void globalThis.toldViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`);
      });
    });
    const page = await context.newPage();
    page.on('pageerror', error => this.complaints.push(`${page.url()} ${error.message}`));
    return page;
  }

  /** Asks the admin API as whoever runs the deployment. */
  async asOperator(method, path, sent) {
    const answer = await fetch(this.url + path, {
      method,
      headers: {Authorization: `Bearer ${process.env.OPERATOR_TOKEN}`, 'Content-Type': 'application/json'},
      body: sent === undefined ? undefined : JSON.stringify(sent),
    });
    const text = await answer.text();
    check(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  /** Asks the edge, as a proxy does, whether a call may pass. */
  async call(appKey, token, method, path, more = {}) {
    const answer = await fetch(`${this.demo.COUNTERFOIL_EDGE}/v1/authz/forward`, {
      headers: {'X-Original-Method': method, 'X-Original-URI': path, 'X-VTEX-API-AppKey': appKey, 'X-VTEX-API-AppToken': token, ...more},
    });
    await answer.arrayBuffer();
    return {status: answer.status, refusal: answer.headers.get('X-Counterfoil-Refusal-Id')};
  }

  /** Asks the admin API with the key that may do everything. */
  async asAdmin(method, path, sent) {
    const answer = await fetch(this.url + path, {
      method,
      headers: {'X-VTEX-API-AppKey': this.demo.DEMO_ADMIN_KEY, 'X-VTEX-API-AppToken': this.demo.DEMO_ADMIN_TOKEN, 'Content-Type': 'application/json'},
      body: sent === undefined ? undefined : JSON.stringify(sent),
    });
    check(answer.ok, `${method} ${path}: ${answer.status}`);
    return answer.status === 204 ? null : answer.json();
  }

  async goto(page, path) {
    await page.goto(this.url + path);
    await this.settled(page);
  }

  /** Waits until nothing is being fetched and nothing breathes. */
  async settled(page) {
    await page.locator('#content, form').first().waitFor();
    if (!new URL(page.url()).pathname.startsWith('/log')) {
      await page.waitForLoadState('networkidle').catch(() => undefined);
    } else {
      // The live view never ends its answer.
      await page.locator('.table, .state').first().waitFor();
    }
    await page.waitForFunction(() => document.querySelector('.skeleton') === null);
  }

  /** What axe finds wrong with the page, a line each; whether colours differ enough only where that is asked. */
  async flaws(page, {colours = true, others = []} = {}) {
    await page.evaluate(axeSource);
    const found = await page.evaluate(
      ({enabled, exclude}) =>
        globalThis.axe.run({exclude}, {
          runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']},
          rules: {'color-contrast': {enabled}},
          resultTypes: ['violations'],
        }),
      {enabled: colours, exclude: others},
    );
    return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n').slice(1, 2).join('') ?? ''}`));
  }

  /** What does not fit: a page that scrolls sideways, a button whose words are cut. */
  async overflows(page) {
    return page.evaluate(() => {
      const told = [];
      const wide = document.scrollingElement.scrollWidth - innerWidth;
      if (wide > 1) told.push(`the page is ${wide} px too wide`);
      const main = document.querySelector('main');
      if (main !== null && main.scrollWidth - main.clientWidth > 1) {
        const guilty = [...main.querySelectorAll('*')].find(each => each.getBoundingClientRect().right > main.getBoundingClientRect().right + 1 && each.closest('.table-wrap, .key-grid, pre, .tabs') === null);
        told.push(`the content is ${main.scrollWidth - main.clientWidth} px too wide: ${guilty?.tagName} ${guilty?.className}`);
      }
      for (const each of document.querySelectorAll('button, .btn, h1, h2, label')) {
        if (each.closest('.sr, .table-wrap, .key-grid') === null && each.scrollWidth - each.clientWidth > 2 && getComputedStyle(each).display !== 'inline' && getComputedStyle(each).overflow !== 'hidden') {
          told.push(`${each.tagName} \`${each.textContent.slice(0, 40)}\` is cut by ${each.scrollWidth - each.clientWidth} px`);
        }
      }
      return told;
    });
  }

  async close() {
    await this.browser.close();
  }
}

export function check(holds, what) {
  if (!holds) {
    throw new Error(what);
  }
}

export function equal(actual, expected, what) {
  check(actual === expected, `${what}: \`${actual}\` (expected: \`${expected}\`)`);
}
