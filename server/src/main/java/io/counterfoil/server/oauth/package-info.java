/// OAuth 2: pairs are exchanged for access tokens, which are looked into and taken back.
@NullMarked
package io.counterfoil.server.oauth;

import org.jspecify.annotations.NullMarked;
