package io.counterfoil.server.oauth;

import io.counterfoil.core.account.Quoted;
import io.counterfoil.core.change.TokenCommand;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.role.RoleSet;
import io.counterfoil.core.role.Scope;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.oauth.Clients.Asker;
import io.counterfoil.server.token.BearerTokens;
import io.counterfoil.server.token.ScopeText;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Exchanges a pair for an access token (RFC 6749, 4.4): the appKey is the client's id, the
/// appToken its secret.
final class TokenEndpoint {
  private static final String GRANT = "client_credentials";
  private static final int LONGEST_SCOPE = 2_000;

  private final Parts parts;
  private final Clients clients;
  private final SecureRandom random = new SecureRandom();

  TokenEndpoint(Parts parts, Clients clients) {
    this.parts = parts;
    this.clients = clients;
  }

  JsonObject answer(RoutingContext context, Form form) {
    String grant = form.need("grant_type");
    ClientCredentials shown = ClientCredentials.read(context, form);
    if (shown == null) {
      throw OAuthException.missingClient();
    }
    Asker asker = clients.client(context, shown);
    if (!grant.equals(GRANT)) {
      throw new OAuthException(
          "unsupported_grant_type",
          "grant_type: `" + Quoted.text(grant) + "` (expected: " + GRANT + ")");
    }
    Clients.Known known = asker.known();
    ApiKey key = known == null ? null : known.key();
    if (!(asker.actor() instanceof Actor.Presenting(Credentials.Pair(_, var token)))
        || known == null
        || key == null) {
      throw new IllegalStateException("a pair that is none (expected: one that was found)");
    }
    String asked = form.get("scope");
    RoleSet granted = asked == null ? known.roles() : granted(asked, known.roles());
    ensureSigningKey();
    String text = parts.bearerTokens().issue(key, token, asked, parts.publicUrl());
    JsonObject body =
        new JsonObject()
            .put("access_token", text)
            .put("token_type", "Bearer")
            .put("expires_in", BearerTokens.LIFETIME.toSeconds());
    String scope = ScopeText.of(granted.resources());
    return scope.isEmpty() ? body : body.put("scope", scope);
  }

  /// What of the key's roles the scope names. A scope that names what the key does not have is
  /// refused whole, so that a slip shows here and not at some call later on.
  private static RoleSet granted(String asked, RoleSet held) {
    if (asked.length() > LONGEST_SCOPE) {
      throw invalidScope("scope: longer than 2,000 characters (expected: at most that)");
    }
    Scope scope;
    try {
      scope = ScopeText.read(asked);
    } catch (IllegalArgumentException e) {
      throw invalidScope(String.valueOf(e.getMessage()));
    }
    Set<ResourceKey> lacking = new TreeSet<>(scope.resources());
    lacking.removeAll(held.resources());
    if (!lacking.isEmpty()) {
      throw invalidScope(
          "scope: the key's roles do not grant "
              + lacking.stream().map(key -> "`" + key + "`").collect(Collectors.joining(", "))
              + "; link a role that does, or leave it out");
    }
    Set<RoleId> missing = new TreeSet<>(scope.roles());
    held.roles().forEach(role -> missing.remove(role.id()));
    if (!missing.isEmpty()) {
      throw invalidScope("scope: the key does not have role " + missing + "; link it first");
    }
    return scope.of(held);
  }

  private static OAuthException invalidScope(String description) {
    return new OAuthException("invalid_scope", description);
  }

  /// The first token makes the first key: a server that issues none needs none.
  void ensureSigningKey() {
    if (parts.signingKeys().isEmpty()) {
      addSigningKey(new Actor.Job("sign"), null, false);
    }
  }

  /// Has another key sign.
  ///
  /// @param signsFrom null for at once
  void addSigningKey(Actor actor, @Nullable Instant signsFrom, boolean atOnce) {
    Instant now = parts.clock().instant();
    var key = parts.signingKeys().generate(random, now, signsFrom == null ? now : signsFrom);
    parts
        .registry()
        .execute(
            new TokenCommand.AddSigningKey(key, atOnce), actor, new Origin("signing-key", null));
  }
}
