package io.counterfoil.server.oauth;

import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.store.StoreException;
import io.counterfoil.server.control.FirstUseGate;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.token.SigningKeys;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiFunction;

/// The endpoints of OAuth 2: client credentials (RFC 6749), introspection (RFC 7662), revocation
/// (RFC 7009), metadata (RFC 8414) and keys (RFC 7517).
public final class OAuthSite {
  /// How old a signing key may grow.
  private static final Duration OLDEST = Duration.ofDays(30);

  private static final Map<String, String> OF_NOBODY = Map.of();

  private final Parts parts;
  private final TokenEndpoint tokens;
  private final IntrospectionEndpoint introspection;
  private final RevocationEndpoint revocation;

  /// Endpoints over the parts.
  public OAuthSite(Parts parts) {
    this.parts = parts;
    Clients clients = new Clients(parts);
    tokens = new TokenEndpoint(parts, clients);
    introspection = new IntrospectionEndpoint(parts, clients);
    revocation = new RevocationEndpoint(parts, clients);
  }

  /// Lets a request wait while the first use of an imported key is verified.
  public void awaitFirstUse(RoutingContext context) {
    ClientCredentials shown = null;
    try {
      shown = ClientCredentials.read(context, Form.read(context));
    } catch (OAuthException e) {
      // answered further on, in the endpoint's own words
    }
    if (shown == null) {
      context.next();
    } else {
      new FirstUseGate(parts).pass(context, shown.presented());
    }
  }

  /// `POST /oauth2/token`.
  public void token(RoutingContext context) {
    answer(context, tokens::answer);
    parts.tokenCounts().token(context.response().getStatusCode());
  }

  /// `POST /oauth2/introspect`.
  public void introspect(RoutingContext context) {
    answer(context, introspection::answer);
  }

  /// `POST /oauth2/revoke`.
  public void revoke(RoutingContext context) {
    answer(
        context,
        (asked, form) -> {
          revocation.answer(asked, form);
          return new JsonObject();
        });
  }

  private static void answer(
      RoutingContext context, BiFunction<RoutingContext, Form, JsonObject> endpoint) {
    try {
      send(context, 200, endpoint.apply(context, Form.read(context)));
    } catch (OAuthException e) {
      send(context, e.answer());
    } catch (StoreException e) {
      send(
          context,
          new OAuthException.Answer(
              503,
              "temporarily_unavailable",
              String.valueOf(e.getMessage()),
              OF_NOBODY,
              Map.of("Retry-After", "1")));
    }
  }

  private static void send(RoutingContext context, OAuthException.Answer answer) {
    JsonObject body =
        new JsonObject()
            .put("error", answer.error())
            .put("error_description", plain(answer.description()));
    answer.more().forEach(body::put);
    answer.headers().forEach(context.response()::putHeader);
    send(context, answer.status(), body);
  }

  private static void send(RoutingContext context, int status, JsonObject body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .putHeader("Pragma", "no-cache")
        .end(body.toBuffer());
  }

  /// The text in the characters that an error's description may have (RFC 6749, 5.2).
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .forEach(c ->
            plain.append(
                c == '"' ? '\'' : c == '\\' ? '/' : c >= ' ' && c < 0x7f ? (char) c : '?'));
    return plain.toString();
  }

  /// `GET /.well-known/oauth-authorization-server`.
  public void metadata(RoutingContext context) {
    String issuer = parts.publicUrl();
    JsonArray methods = new JsonArray().add("client_secret_basic").add("client_secret_post");
    context
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "max-age=300")
        .end(
            new JsonObject()
                .put("issuer", issuer)
                .put("token_endpoint", issuer + "/oauth2/token")
                .put("introspection_endpoint", issuer + "/oauth2/introspect")
                .put("revocation_endpoint", issuer + "/oauth2/revoke")
                .put("jwks_uri", issuer + "/oauth2/jwks")
                .put("response_types_supported", new JsonArray())
                .put("grant_types_supported", new JsonArray().add("client_credentials"))
                .put("token_endpoint_auth_methods_supported", methods)
                .put("introspection_endpoint_auth_methods_supported", methods)
                .put("revocation_endpoint_auth_methods_supported", methods)
                .put("ui_locales_supported", new JsonArray().add("en").add("pt").add("es"))
                .put("service_documentation", issuer + "/docs")
                .toBuffer());
  }

  /// `GET /oauth2/jwks`.
  public void keys(RoutingContext context) {
    tokens.ensureSigningKey();
    JsonArray keys = new JsonArray();
    parts.signingKeys().published(parts.clock().instant()).stream()
        .map(JsonObject::new)
        .forEach(keys::add);
    context
        .response()
        .putHeader("Content-Type", "application/jwk-set+json")
        .putHeader("Cache-Control", "max-age=300")
        .end(new JsonObject().put("keys", keys).toBuffer());
  }

  /// Has another key sign: from an hour on, beside the one that does now; or at once, instead of
  /// it.
  public void rotate(Actor actor, boolean atOnce) {
    Instant now = parts.clock().instant();
    tokens.addSigningKey(actor, atOnce ? null : now.plus(SigningKeys.NOTICE), atOnce);
  }

  /// Has another key sign where the newest one has grown old. Runs by itself every minute.
  public void tick() {
    var keys = parts.directory().accessTokens().signingKeys();
    Instant now = parts.clock().instant();
    if (!keys.isEmpty() && !now.isBefore(keys.getLast().createdAt().plus(OLDEST))) {
      rotate(new Actor.Job("rotate"), false);
    }
  }
}
