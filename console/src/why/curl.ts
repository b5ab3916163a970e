/** A request as it was pasted. */
export interface PastedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
}

/** What cannot be read, by name; the words for it live in the dictionaries. */
export type Flaw = 'not_curl' | 'unclosed_quote' | 'no_url';

export class CurlError extends Error {
  constructor(readonly flaw: Flaw) {
    super(flaw);
  }
}

const WITH_VALUE = new Set([
  ...['-o', '--output', '-A', '--user-agent', '-b', '--cookie', '-c', '--cookie-jar', '-e', '--referer', '-m', '--max-time'],
  ...['-u', '--user', '-x', '--proxy', '-w', '--write-out', '--cacert', '-E', '--cert', '--key', '--connect-timeout', '--resolve'],
  ...['-T', '--upload-file', '-F', '--form', '--retry', '-D', '--dump-header', '--http-version', '-K', '--config'],
]);
const BODY = new Set(['-d', '--data', '--data-raw', '--data-binary', '--data-urlencode', '--data-ascii', '--json']);
const ESCAPES: Record<string, string> = {n: '\n', t: '\t', r: '\r'};

export function isCurl(text: string): boolean {
  return /^\s*(\$\s*)?curl(\.exe)?\s/.test(text);
}

/** The words of a command, as a POSIX shell splits them, with bash's `$'...'` beside. */
export function shellWords(text: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote: '' | "'" | '"' | "$'" = '';
  for (let i = 0; i < text.length; i += 1) {
    const letter = text.charAt(i);
    const next = text.charAt(i + 1);
    if (quote === "'" || quote === "$'") {
      if (letter === "'") {
        quote = '';
      } else if (quote === "$'" && letter === '\\') {
        word = (word ?? '') + (ESCAPES[next] ?? next);
        i += 1;
      } else {
        word = (word ?? '') + letter;
      }
    } else if (letter === '\\' && (next === '\n' || (next === '\r' && text.charAt(i + 2) === '\n'))) {
      i += next === '\r' ? 2 : 1;
    } else if (quote === '"') {
      if (letter === '"') {
        quote = '';
      } else if (letter === '\\' && '"\\$`'.includes(next)) {
        word = (word ?? '') + next;
        i += 1;
      } else {
        word = (word ?? '') + letter;
      }
    } else if (letter === "'" || letter === '"') {
      quote = letter;
      word ??= '';
    } else if (letter === '$' && next === "'") {
      quote = "$'";
      word ??= '';
      i += 1;
    } else if (letter === '\\') {
      word = (word ?? '') + next;
      i += 1;
    } else if (/\s/.test(letter)) {
      if (word !== null) {
        words.push(word);
        word = null;
      }
    } else {
      word = (word ?? '') + letter;
    }
  }
  if (quote !== '') {
    throw new CurlError('unclosed_quote');
  }
  return word === null ? words : [...words, word];
}

/** Splits `-XPOST` and `--header=...` as curl reads them. */
function option(word: string): [string, string | null] {
  if (word.startsWith('--')) {
    const at = word.indexOf('=');
    return at < 0 ? [word, null] : [word.slice(0, at), word.slice(at + 1)];
  }
  return word.length > 2 && /^-[XHdAbeou]/.test(word) ? [word.slice(0, 2), word.slice(2)] : [word, null];
}

/** Reads a curl command. It never leaves the page in this form. */
export function readCurl(text: string): PastedRequest {
  if (!isCurl(text)) {
    throw new CurlError('not_curl');
  }
  const words = shellWords(text.trim().replace(/^\$\s*/, '')).slice(1);
  const headers: Record<string, string | string[]> = {};
  let method: string | null = null;
  let url: string | null = null;
  let sends = false;
  let asQuery = false;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const [name, joined] = option(word);
    const value = () => joined ?? words[(i += 1)] ?? '';
    if (name === '-X' || name === '--request') {
      method = value();
    } else if (name === '-H' || name === '--header') {
      addHeader(headers, value());
    } else if (name === '--url') {
      url = value();
    } else if (name === '-I' || name === '--head') {
      method ??= 'HEAD';
    } else if (name === '-G' || name === '--get') {
      asQuery = true;
    } else if (BODY.has(name)) {
      value();
      sends = true;
    } else if (WITH_VALUE.has(name)) {
      value();
    } else if (!word.startsWith('-')) {
      url ??= word;
    }
  }
  if (url === null || url === '') {
    throw new CurlError('no_url');
  }
  return {method: (method ?? (sends && !asQuery ? 'POST' : 'GET')).toUpperCase(), url, headers};
}

/** The value stays as it was written, but for the one blank that curl's own syntax has after the colon. */
function addHeader(headers: Record<string, string | string[]>, line: string): void {
  const at = line.indexOf(':');
  if (at <= 0) {
    return;
  }
  const name = line.slice(0, at).trim();
  const value = line.slice(at + 1).replace(/^ /, '');
  const known = headers[name];
  headers[name] = known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value];
}
