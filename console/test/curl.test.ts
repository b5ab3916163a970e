import {expect, test} from 'vitest';
import {isCurl, readCurl} from '../src/why/curl.ts';

test('a command over several lines, as a terminal shows it', () => {
  expect(
    readCurl(`$ curl -si -X POST 'https://api.example.com/api/oms/pvt/orders/1/cancel?an=demo' \\
  -H 'X-VTEX-API-AppKey: appkey-demo-ABCDEF' \\
  -H "X-VTEX-API-AppToken: \\"quoted\\"" --compressed`),
  ).toEqual({
    method: 'POST',
    url: 'https://api.example.com/api/oms/pvt/orders/1/cancel?an=demo',
    headers: {'X-VTEX-API-AppKey': 'appkey-demo-ABCDEF', 'X-VTEX-API-AppToken': '"quoted"'},
  });
});

test('a value keeps every blank but the one that curl writes after the colon', () => {
  expect(readCurl("curl u -H 'X-A:  padded '").headers).toEqual({'X-A': ' padded '});
});

test('a header that is given twice is kept twice', () => {
  expect(readCurl("curl u -H 'X-A: 1' -H 'X-A: 2'").headers).toEqual({'X-A': ['1', '2']});
});

test.each([
  ['curl https://a/b', 'GET'],
  ["curl https://a/b -d '{}'", 'POST'],
  ["curl https://a/b -G -d 'q=1'", 'GET'],
  ['curl -I https://a/b', 'HEAD'],
  ['curl -XDELETE https://a/b', 'DELETE'],
  ['curl --request=put https://a/b', 'PUT'],
])('the method of %s is %s', (command, method) => {
  expect(readCurl(command).method).toBe(method);
});

test('options that take a value do not pass for the address', () => {
  expect(readCurl('curl -o out.json -m 5 --user-agent x https://a/b').url).toBe('https://a/b');
});

test('bash escapes are read', () => {
  expect(readCurl(String.raw`curl u -H $'X-A: it\'s\tso'`).headers).toEqual({'X-A': "it's\tso"});
});

test.each([
  ["curl 'https://a", 'unclosed_quote'],
  ["curl -H 'X-A: 1'", 'no_url'],
  ['wget https://a', 'not_curl'],
])('%s is told to be %s', (command, flaw) => {
  expect(() => readCurl(command)).toThrow(flaw);
});

test('an id is no command', () => {
  expect(isCurl('cf-01kb7q4w8t9m2r')).toBe(false);
});
