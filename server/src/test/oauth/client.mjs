// A client of OAuth 2 as people write it with openid-client and jose of npm.
// Arguments: the issuer, then appKey and appToken of a client, then of a key that may see keys.
// Prints a line of JSON; what goes wrong ends it with another exit code.
import assert from 'node:assert/strict';
import * as client from 'openid-client';
import { createRemoteJWKSet, jwtVerify } from 'jose';

const [issuer, id, secret, seerId, seerSecret] = process.argv.slice(2);

const discovered = (clientId, how) =>
  client.discovery(new URL(issuer), clientId, undefined, how, {
    algorithm: 'oauth2',
    execute: [client.allowInsecureRequests],
  });

const basic = await discovered(id, client.ClientSecretBasic(secret));
const post = await discovered(id, client.ClientSecretPost(secret));
const seer = await discovered(seerId, client.ClientSecretBasic(seerSecret));
assert.equal(basic.serverMetadata().issuer, issuer);

const whole = await client.clientCredentialsGrant(basic);
assert.equal(whole.token_type, 'bearer');
assert.equal(whole.expires_in, 300);
const narrow = await client.clientCredentialsGrant(post, { scope: 'OMSViewer' });
assert.equal(narrow.scope, 'OMSViewer');

const keys = createRemoteJWKSet(new URL(basic.serverMetadata().jwks_uri));
const { payload } = await jwtVerify(whole.access_token, keys, {
  issuer,
  audience: issuer,
  typ: 'at+jwt',
  algorithms: ['ES256'],
});
assert.equal(payload.client_id, id);

const seen = await client.tokenIntrospection(seer, narrow.access_token);
assert.equal(seen.active, true);
assert.equal(seen.client_id, id);
assert.equal(seen.scope, 'OMSViewer');

await client.tokenRevocation(basic, narrow.access_token);
assert.equal((await client.tokenIntrospection(seer, narrow.access_token)).active, false);

const wrong = await discovered(id, client.ClientSecretPost(`${secret.slice(0, -1)}~`));
await assert.rejects(client.clientCredentialsGrant(wrong), { error: 'invalid_client' });
await assert.rejects(client.clientCredentialsGrant(basic, { scope: 'Save_User' }), {
  error: 'invalid_scope',
});

console.log(JSON.stringify({ ok: true, token: whole.access_token }));
