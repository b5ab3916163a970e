package io.counterfoil.server.oauth;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.role.Administration;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.Role;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.oauth.Clients.Asker;
import io.counterfoil.server.oauth.Clients.Known;
import io.counterfoil.server.token.BearerTokens;
import io.counterfoil.server.token.ScopeText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells whether a token counts, and what it may do (RFC 7662). It takes access tokens, user
/// tokens, and pairs as `appKey:appToken`.
///
/// A key is told of its own tokens; of others, whoever may see the keys of their account. To
/// everybody else a token that counts looks like one that does not.
final class IntrospectionEndpoint {
  private static final String PAIR = "appkey";
  private static final Requirement MAY_SEE =
      Requirement.anyOf(
          List.of(
              Administration.VIEW_API_KEYS,
              Administration.EDIT_API_KEYS,
              Administration.SAVE_USER));

  private final Parts parts;
  private final Clients clients;

  IntrospectionEndpoint(Parts parts, Clients clients) {
    this.parts = parts;
    this.clients = clients;
  }

  JsonObject answer(RoutingContext context, Form form) {
    String token = form.need("token");
    String address = form.get("client_address");
    if (address != null && !AddressRange.isAddress(address)) {
      throw OAuthException.invalidRequest("client_address: (expected: a network address)");
    }
    Asker asker = clients.anybody(context, form);
    Presented presented = presented(token, form.get("token_type_hint"));
    Attempt attempt =
        clients.attempt(
            parts.reader().read(presented), Where.UNSAID.from(address), new Requirement.Nothing());
    Known known =
        switch (parts.authority().rule(attempt).decision()) {
          case Decision.Allowed(_, var caller, var account, var roles) ->
              new Known(caller, account, roles);
          case Decision.Refused refused -> {
            Known roleless = Clients.roleless(refused);
            if (roleless == null) {
              var id = clients.record(context, refused, attempt, presented);
              context.response().putHeader("X-Counterfoil-Refusal-Id", id.value());
            }
            yield roleless;
          }
        };
    return known != null && maySee(context, asker, known)
        ? active(known, attempt.credentials(), token)
        : new JsonObject().put("active", false);
  }

  private boolean maySee(RoutingContext context, Asker asker, Known known) {
    ApiKey own = asker.known() == null ? null : asker.known().key();
    ApiKey key = known.key();
    return own != null && key != null && own.id().equals(key.id())
        || clients.may(context, asker, home(known), MAY_SEE);
  }

  private static AccountName home(Known known) {
    AccountName home = known.caller().home();
    return home == null ? known.account() : home;
  }

  static Presented presented(String token, @Nullable String hint) {
    int colon = token.indexOf(':');
    if (PAIR.equals(hint) && colon > 0) {
      return Presented.pair(token.substring(0, colon), token.substring(colon + 1));
    }
    String bearer = Presented.bearer("Bearer " + token);
    return bearer == null
        ? new Presented(List.of(), List.of(), List.of(token), null)
        : new Presented(List.of(), List.of(), List.of(), List.of(bearer), null);
  }

  private JsonObject active(Known known, Credentials credentials, String token) {
    JsonObject body = new JsonObject().put("active", true);
    String scope = ScopeText.of(known.roles().resources());
    if (!scope.isEmpty()) {
      body.put("scope", scope);
    }
    switch (known.caller()) {
      case Caller.Key(var key) -> {
        String name = key.appKey().value();
        body.put("client_id", name).put("sub", name).put("label", key.label());
      }
      case Caller.Person(var user) -> {
        String name = user.email().value();
        body.put("username", name).put("sub", name);
      }
    }
    JsonArray roles = new JsonArray();
    known.roles().roles().stream().map(Role::name).forEach(roles::add);
    body.put("roles", roles).put("account", known.account().value());
    if (credentials instanceof Credentials.AccessToken) {
      BearerTokens.Contents contents = parts.bearerTokens().read(token);
      if (contents != null) {
        body.put("token_type", "Bearer")
            .put("iss", contents.issuer())
            .put("aud", contents.issuer())
            .put("iat", contents.issuedAt().getEpochSecond())
            .put("jti", contents.id().toString());
      }
    }
    Long expires = expires(known.caller(), credentials);
    return expires == null ? body : body.put("exp", expires);
  }

  private static @Nullable Long expires(Caller caller, Credentials credentials) {
    return switch (credentials) {
      case Credentials.AccessToken token -> token.expiresAt().getEpochSecond();
      case Credentials.UserToken token -> token.expiresAt().getEpochSecond();
      case Credentials.Pair _ ->
          caller instanceof Caller.Key(var key) && key.expiresAt() != null
              ? key.expiresAt().getEpochSecond()
              : null;
      case Credentials.Supposed _, Credentials.Unusable _ -> null;
    };
  }
}
