// Reads the texts out of a spreadsheet: a zip archive (APPNOTE.TXT of PKWARE) of XML files.
import {inflateRawSync} from 'node:zlib';

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/** The files of an archive, by name. */
function filesOf(bytes) {
  const files = new Map();
  let end = bytes.length - 22;
  while (bytes.readUInt32LE(end) !== END) end -= 1;
  let at = bytes.readUInt32LE(end + 16);
  while (bytes.readUInt32LE(at) === ENTRY) {
    const [name, extra, comment] = [28, 30, 32].map(offset => bytes.readUInt16LE(at + offset));
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(from, from + bytes.readUInt32LE(at + 20));
    files.set(bytes.toString('utf8', at + 46, at + 46 + name), bytes.readUInt16LE(at + 10) === 0 ? content : inflateRawSync(content));
    at += 46 + name + extra + comment;
  }
  return files;
}

/** Every text of the spreadsheet; throws where a cell holds a formula. */
export function textsOf(bytes) {
  const files = filesOf(bytes);
  const sheets = [...files].filter(([name]) => name.startsWith('xl/worksheets/') || name === 'xl/sharedStrings.xml').map(([, content]) => content.toString());
  if (sheets.some(sheet => /<f[\s>]/.test(sheet))) {
    throw new Error('a cell holds a formula');
  }
  return sheets.flatMap(sheet => [...sheet.matchAll(/<t(?:\s[^>]*)?>([^<]*)<\/t>/g)].map(found => found[1]));
}
