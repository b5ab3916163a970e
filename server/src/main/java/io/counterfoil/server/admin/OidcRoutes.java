package io.counterfoil.server.admin;

import io.counterfoil.core.account.User;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.outbox.SealedSecret;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.server.admin.SessionOpening.Proof;
import io.counterfoil.server.control.Access;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.oidc.Flow;
import io.counterfoil.server.oidc.OidcClient;
import io.counterfoil.server.oidc.OidcException;
import io.counterfoil.server.person.SignInFailures.Failure;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Signing in by an identity provider. Only who is a user here already, by an address that the
/// provider made sure of, gets in: nobody becomes one by it.
final class OidcRoutes {
  private static final String BASE = "/v1/oidc";
  private static final String COOKIE = "counterfoil_oidc";
  private static final String CONTEXT = "a sign-in by a provider";

  private final Parts parts;
  private final SessionOpening opening;
  private final Members members;
  private final SecureRandom random = new SecureRandom();

  OidcRoutes(Parts parts, SessionOpening opening) {
    this.parts = parts;
    this.opening = opening;
    members = new Members(parts.directory());
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, BASE, this::show);
    routes.add(HttpMethod.GET, BASE + "/start", this::start);
    routes.add(HttpMethod.GET, BASE + "/callback", this::finish);
  }

  private OidcClient client() {
    OidcClient client = parts.persons().oidc();
    if (client == null) {
      throw new BadRequestException(
          404, "there is no identity provider here; start the server with --oidc");
    }
    return client;
  }

  private String redirect() {
    return parts.publicUrl() + BASE + "/callback";
  }

  private void show(Exchange exchange) {
    exchange.ok(
        new JsonObject()
            .put("name", client().name())
            .put("url", parts.publicUrl() + BASE + "/start"));
  }

  private void start(Exchange exchange) {
    OidcClient client = client();
    Flow flow = Flow.begin(random, parts.clock().instant());
    try {
      String url = client.authorization(flow, redirect()).toString();
      byte[] sealed = parts.seal().seal(CONTEXT, flow.write()).toBytes();
      put(exchange, Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
      leadTo(exchange, url);
    } catch (OidcException e) {
      fail(exchange, null, e.getMessage());
    }
  }

  /// The provider sends the browser here, from its own site: the cookie is `Lax`.
  private void put(Exchange exchange, String value) {
    long seconds = value.isEmpty() ? 0 : Flow.LIFETIME.toSeconds();
    Cookie cookie =
        SessionCookie.guarded(parts, exchange.context(), Cookie.cookie(COOKIE, value), seconds)
            .setSameSite(CookieSameSite.LAX)
            .setPath(BASE);
    exchange.context().response().addCookie(cookie);
  }

  private static void leadTo(Exchange exchange, String url) {
    exchange
        .context()
        .response()
        .setStatusCode(303)
        .putHeader("Location", url)
        .putHeader("Cache-Control", "no-store")
        .end();
  }

  private void finish(Exchange exchange) {
    OidcClient client = client();
    Flow flow = flow(exchange);
    put(exchange, "");
    String code = exchange.context().request().getParam("code");
    if (flow == null
        || code == null
        || !flow.isAnsweredBy(
            exchange.context().request().getParam("state"), parts.clock().instant())) {
      fail(exchange, null, "no sign-in of this browser is under way, or the provider refused it");
      return;
    }
    try {
      String issuer = exchange.context().request().getParam("iss");
      OidcClient.Identity identity = client.identity(flow, code, issuer, redirect());
      User user = members.find(null, identity.email());
      if (!identity.emailVerified()) {
        fail(exchange, user, "the provider did not make sure of the address");
      } else if (user == null) {
        fail(exchange, null, "nobody here has the address that the provider tells");
      } else {
        open(exchange, user);
      }
    } catch (OidcException e) {
      fail(exchange, null, e.getMessage());
    }
  }

  private @Nullable Flow flow(Exchange exchange) {
    Cookie cookie = exchange.context().request().getCookie(COOKIE);
    try {
      String text =
          cookie == null
              ? null
              : parts
                  .seal()
                  .open(CONTEXT, SealedSecret.of(Base64.getUrlDecoder().decode(cookie.getValue())));
      return text == null ? null : Flow.read(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// A redirect would still count as coming from the provider's site, and the session's cookie
  /// would not be sent along; a page that leads on does not.
  private void open(Exchange exchange, User user) {
    Problem problem =
        opening.open(
            exchange,
            user,
            new Proof("oidc", null, null, null, false),
            session ->
                exchange
                    .context()
                    .response()
                    .putHeader("Content-Type", "text/html; charset=utf-8")
                    .putHeader("Content-Security-Policy", "default-src 'none'")
                    .putHeader("Cache-Control", "no-store")
                    .end(
                        "<!doctype html><meta charset=\"utf-8\"><title>Counterfoil</title>"
                            + "<meta http-equiv=\"refresh\" content=\"0;url=/\">"));
    if (problem != null) {
      fail(exchange, user, problem.detail());
    }
  }

  private void fail(Exchange exchange, @Nullable User user, @Nullable String why) {
    Origin origin = Access.origin(exchange.context());
    Failure failure = new Failure("identity provider: " + why, parts.clock().instant());
    parts.failures().note(origin, user, members.accountFor(user, null), failure);
    leadTo(exchange, parts.publicUrl() + "/sign-in?problem=provider");
  }
}
