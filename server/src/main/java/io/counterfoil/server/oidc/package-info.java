/// Signing in by an identity provider: OpenID Connect, authorization code flow with PKCE.
@NullMarked
package io.counterfoil.server.oidc;

import org.jspecify.annotations.NullMarked;
