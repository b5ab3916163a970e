package io.counterfoil.server.oauth;

import io.counterfoil.core.change.TokenCommand;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.TokenFormat;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.token.RevokedToken;
import io.counterfoil.server.control.Access;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.oauth.Clients.Asker;
import io.counterfoil.server.token.BearerTokens;
import io.vertx.ext.web.RoutingContext;

/// Takes an access token back (RFC 7009): the key that it was issued to may, and whoever may edit
/// the keys of its account. A token that nobody knows is as good as taken back.
final class RevocationEndpoint {
  private final Parts parts;
  private final Clients clients;

  RevocationEndpoint(Parts parts, Clients clients) {
    this.parts = parts;
    this.clients = clients;
  }

  void answer(RoutingContext context, Form form) {
    String token = form.need("token");
    Asker asker = clients.anybody(context, form);
    if (isLasting(token)) {
      throw new OAuthException(
          "unsupported_token_type",
          "only access tokens are taken back here; an appToken is by renewing or deactivating its"
              + " key, a user token by ending what its user had signed in");
    }
    BearerTokens.Contents contents = parts.bearerTokens().read(token);
    ApiKey holder = contents == null ? null : parts.directory().everKnown(contents.holder());
    if (contents == null || holder == null) {
      return;
    }
    var revoked = new RevokedToken(contents.id(), contents.holder(), contents.expiresAt());
    var command = new TokenCommand.RevokeAccessToken(holder.account(), revoked);
    Outcome outcome =
        parts.registry().execute(command, actor(asker, contents.holder()), Access.origin(context));
    if (!(outcome instanceof Outcome.Committed)) {
      throw new OAuthException(
          "unauthorized_client",
          "the token is another client's (expected: one of your own, or a key that may edit the"
              + " account's keys)");
    }
  }

  private static Actor actor(Asker asker, AppKey holder) {
    Clients.Known known = asker.known();
    ApiKey own = known == null ? null : known.key();
    return own != null && own.appKey().equals(holder) ? new Actor.Key(holder) : asker.actor();
  }

  /// A pair, half of one, or a user token: what the bytes show by themselves.
  private boolean isLasting(String token) {
    return token.contains(":")
        || TokenFormat.claimsToBeOurs(token)
        || Presented.bearer("Bearer " + token) == null
            && parts.userTokens().verified(token) != null;
  }
}
