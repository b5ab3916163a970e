import type {Words} from '../words/en.ts';
import type {Explained} from './explained.ts';

/** The explanation as plain text, to paste into a ticket. It holds no secret: the server told none. */
export function report(value: Explained, words: Words): string {
  const facts: [string, string | null | undefined][] = [
    ['id', value.id],
    [words.why.when, value.at],
    [words.why.causeIs, value.code],
    ['HTTP', String(value.status)],
    [words.why.call, value.route === null ? null : `${value.method ?? ''} ${value.route}`],
    ['appKey', value.appKey],
    [words.why.from, value.address],
    [words.why.revision, String(value.revision)],
  ];
  const told = facts.flatMap(([name, fact]) => (fact === null || fact === undefined ? [] : [`${name}: ${fact}`]));
  const checks = (value.checks ?? []).map(check => `  [${words.why.verdicts[check.verdict]}] ${check.name}`);
  const fixes = (value.fixes ?? []).map((fix, index) => `  ${index + 1}. ${fix.text}`);
  return [value.title, '', value.happened, '', ...told, '', words.why.chain, ...checks, '', words.why.howToFix, ...fixes, '', value.wouldPassNowText ?? '', ''].join('\n');
}
