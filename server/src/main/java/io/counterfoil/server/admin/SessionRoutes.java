package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.PasswordHash;
import io.counterfoil.core.account.User;
import io.counterfoil.core.key.Holder;
import io.counterfoil.server.control.Access;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.token.UserTokens;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Signing people in: an address and a password for a user token. Whatever is wrong, the answer is
/// one; an address of the network that fails often has to wait.
final class SessionRoutes {
  private static final int FAILURES = 10;
  private static final int REMEMBERED = 10_000;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Parts parts;
  private final Map<String, Failures> failures = new ConcurrentHashMap<>();

  private record Failures(Instant since, int count) {}

  SessionRoutes(Parts parts) {
    this.parts = parts;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.POST, "/v1/sessions", this::signIn);
  }

  private void signIn(Exchange exchange) {
    Body body = Body.object(exchange.context(), "account", "email", "password");
    String account = body.text("account");
    String email = body.text("email");
    String password = body.text("password");
    String address = String.valueOf(Access.origin(exchange.context()).address());
    Instant now = parts.clock().instant();
    if (isThrottled(address, now)) {
      exchange.context().response().putHeader("Retry-After", "60");
      throw new BadRequestException(
          429, "too many failed sign-ins from your address; wait a minute");
    }
    User user = member(account, email);
    PasswordHash hash = user == null ? null : user.password();
    if (!parts.passwords().matches(hash, password) || user == null) {
      count(address, now);
      throw new BadRequestException(
          401, "sign-in failed; check account, e-mail address and password");
    }
    UserTokens.Token token = parts.userTokens().issue(user, new AccountName(account), now);
    exchange.ok(
        new JsonObject()
            .put("token", token.text().reveal())
            .put("expires", token.expires().toString()));
  }

  private @Nullable User member(String account, String email) {
    if (!AccountName.isValid(account) || !Email.isValid(email)) {
      return null;
    }
    User user = parts.directory().user(new Email(email));
    return user != null
            && parts.directory().grant(new AccountName(account), new Holder.OfUser(user.id()))
                != null
        ? user
        : null;
  }

  private boolean isThrottled(String address, Instant now) {
    Failures known = failures.get(address);
    return known != null && known.count() >= FAILURES && now.isBefore(known.since().plus(WINDOW));
  }

  private void count(String address, Instant now) {
    if (failures.size() > REMEMBERED) {
      failures.values().removeIf(known -> !now.isBefore(known.since().plus(WINDOW)));
    }
    failures.merge(
        address,
        new Failures(now, 1),
        (known, one) ->
            now.isBefore(known.since().plus(WINDOW))
                ? new Failures(known.since(), known.count() + 1)
                : one);
  }
}
