/** Examples of a call. None puts a token into a shell's history, but for a demo's. */
const PATH = '/api/oms/pvt/orders';

export function testCommand(appKey: string): string {
  return [
    `curl -i "$API_URL${PATH}" \\`,
    `  -H 'X-VTEX-API-AppKey: ${appKey}' \\`,
    '  -H @apptoken.header',
  ].join('\n');
}

/** Where a demo can be called, and with what: its tokens are worth nothing, and may be seen. */
export interface Trial {
  readonly edge: string;
  readonly token: string;
}

/** A call that works as it is pasted: the edge is asked as a proxy would. */
function trialCommand(appKey: string, {edge, token}: Trial): string {
  return [
    `curl -i ${edge}/v1/authz/forward \\`,
    "  -H 'X-Original-Method: GET' \\",
    `  -H 'X-Original-URI: ${PATH}/v502559llux-01' \\`,
    `  -H 'X-VTEX-API-AppKey: ${appKey}' \\`,
    `  -H 'X-VTEX-API-AppToken: ${token}'`,
  ].join('\n');
}

export const SNIPPETS = ['curl', 'java', 'env'] as const;
export type Snippet = (typeof SNIPPETS)[number];

export function snippet(kind: Snippet, appKey: string, trial: Trial | null): string {
  switch (kind) {
    case 'curl':
      return trial !== null ? trialCommand(appKey, trial) : `# apptoken.header holds one line: X-VTEX-API-AppToken: <the token>\n${testCommand(appKey)}`;
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
