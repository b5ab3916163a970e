/** Examples of a call, none of which puts the token into a shell's history. */
const PATH = '/api/oms/pvt/orders';

export function testCommand(appKey: string): string {
  return [
    `curl -i "$API_URL${PATH}" \\`,
    `  -H 'X-VTEX-API-AppKey: ${appKey}' \\`,
    '  -H @apptoken.header',
  ].join('\n');
}

export const SNIPPETS = ['curl', 'java', 'env'] as const;
export type Snippet = (typeof SNIPPETS)[number];

export function snippet(kind: Snippet, appKey: string): string {
  switch (kind) {
    case 'curl':
      return `# apptoken.header holds one line: X-VTEX-API-AppToken: <the token>\n${testCommand(appKey)}`;
    case 'java':
      return [
        'var token = Files.readString(Path.of(System.getenv("APP_TOKEN_FILE"))).strip();',
        `var request = HttpRequest.newBuilder(URI.create(apiUrl + "${PATH}"))`,
        `    .header("X-VTEX-API-AppKey", "${appKey}")`,
        '    .header("X-VTEX-API-AppToken", token)',
        '    .build();',
      ].join('\n');
    case 'env':
      return `APP_KEY=${appKey}\nAPP_TOKEN_FILE=/run/secrets/apptoken`;
  }
}
