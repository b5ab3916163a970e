package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.User;
import io.counterfoil.core.change.PersonCommand;
import io.counterfoil.core.change.PersonCommand.Shown;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.server.admin.SessionOpening.Proof;
import io.counterfoil.server.control.Access;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.person.SecondFactors.Checked;
import io.counterfoil.server.person.SignInFailures.Failure;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Signing people in: by address and password, or by six digits that were mailed to the address;
/// for a session of a browser or for a user token. Whatever is wrong, the answer is one.
final class SignInRoutes {
  private static final String PASSWORD = "password";
  private static final String EMAILED_KEY = "emailedKey";
  private static final String SECOND_FACTOR = "secondFactor";
  private static final String ACCOUNT = "account";
  private static final String EMAIL = "email";

  private final Parts parts;
  private final Members members;
  private final SessionOpening opening;

  SignInRoutes(Parts parts, SessionOpening opening) {
    this.parts = parts;
    this.opening = opening;
    members = new Members(parts.directory());
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.POST, "/v1/sessions", this::signIn);
    routes.add(HttpMethod.POST, "/v1/emailed-keys", this::mailKey);
  }

  /// A request to sign in.
  ///
  /// @param account null where none was named
  /// @param password null where there are mailed digits
  private record Asked(
      @Nullable String account,
      String email,
      @Nullable String password,
      @Nullable String emailedKey,
      @Nullable String secondFactor,
      boolean browser,
      boolean remember) {

    static Asked read(Exchange exchange) {
      Body body =
          Body.object(
              exchange.context(),
              ACCOUNT,
              EMAIL,
              PASSWORD,
              EMAILED_KEY,
              SECOND_FACTOR,
              "browser",
              "remember");
      boolean browser = Boolean.TRUE.equals(body.optionalFlag("browser"));
      String key = body.optionalText(EMAILED_KEY);
      return new Asked(
          browser ? body.optionalText(ACCOUNT) : body.text(ACCOUNT),
          body.text(EMAIL),
          key == null ? body.text(PASSWORD) : null,
          key,
          body.optionalText(SECOND_FACTOR),
          browser,
          Boolean.TRUE.equals(body.optionalFlag("remember")));
    }

    @Override
    public String toString() {
      return "Asked[hidden]";
    }
  }

  private void signIn(Exchange exchange) {
    Asked asked = Asked.read(exchange);
    Origin origin = Access.origin(exchange.context());
    Instant now = parts.clock().instant();
    User user = members.find(asked.account(), asked.email());
    exchange.holdBack(parts.failures().waitOf(origin, asked.email(), user, now));
    Pass key = asked.emailedKey() == null ? null : mailedKey(user, asked.emailedKey(), origin);
    boolean isRight =
        asked.password() == null
            ? key != null
            : parts.passwords().matches(user == null ? null : user.password(), asked.password());
    if (user == null || !isRight) {
      fail(exchange, asked, user, asked.password() == null ? "mailed key" : PASSWORD);
      throw new RejectedException(
          Problem.Code.SIGN_IN_FAILED,
          "sign-in failed; check account, e-mail address, and password or mailed key");
    }
    Shown shown = secondFactor(exchange, asked, user);
    AccountName named = asked.account() == null ? null : new AccountName(asked.account());
    String how = key == null ? PASSWORD : "emailed_key";
    if (asked.browser()) {
      opening.answer(exchange, user, new Proof(how, named, key, shown, asked.remember()));
    } else if (named != null) {
      issue(exchange, user, new PersonCommand.NoteSignIn(named, user.id(), how, key, shown));
    }
  }

  private void fail(Exchange exchange, Asked asked, @Nullable User user, String why) {
    parts
        .failures()
        .count(
            Access.origin(exchange.context()),
            asked.email(),
            user,
            members.accountFor(user, asked.account()),
            new Failure(why, parts.clock().instant()));
  }

  /// The pass of the digits, if they are right; a wrong try is noted on it.
  private @Nullable Pass mailedKey(@Nullable User user, String digits, Origin origin) {
    Pass key = user == null ? null : parts.persons().mailedKeys().waiting(user.id());
    return key != null && parts.persons().mailedKeys().isRight(key, digits.strip(), origin)
        ? key
        : null;
  }

  private @Nullable Shown secondFactor(Exchange exchange, Asked asked, User user) {
    String browser = BrowserCookie.read(exchange.context());
    return switch (parts.persons().secondFactors().check(user, asked.secondFactor(), browser)) {
      case Checked.NotAsked _ -> null;
      case Checked.Passed(var shown) -> shown;
      case Checked.Missing _ ->
          throw new RejectedException(
              Problem.Code.SECOND_FACTOR_NEEDED,
              "the second factor is missing; send `secondFactor` with the six digits of your app, or"
                  + " a recovery code");
      case Checked.Wrong _ -> {
        fail(exchange, asked, user, "second factor");
        throw new RejectedException(
            Problem.Code.SECOND_FACTOR_WRONG,
            "secondFactor: wrong, or used already (expected: the six digits that your app shows now,"
                + " or a recovery code)");
      }
    };
  }

  private void issue(Exchange exchange, User user, PersonCommand.NoteSignIn command) {
    AccountName account = command.account();
    if (parts.directory().rules(account).secondFactorRequired() && command.shown() == null) {
      throw new RejectedException(
          Problem.Code.SECOND_FACTOR_REQUIRED,
          "account `" + account + "` asks for a second factor; set yours up in a browser first");
    }
    OwnCommands.run(
        exchange,
        user.id(),
        command,
        () -> {
          var token = parts.userTokens().issue(user, account, parts.clock().instant());
          exchange.ok(
              new JsonObject()
                  .put("token", token.text().reveal())
                  .put("expires", token.expires().toString()));
        });
  }

  /// Answers before it does anything, so that neither answer nor time tells who is known.
  private void mailKey(Exchange exchange) {
    Body body = Body.object(exchange.context(), ACCOUNT, EMAIL);
    String account = body.optionalText(ACCOUNT);
    String email = body.text(EMAIL);
    if (!Email.isValid(email)) {
      throw new BadRequestException("email: (expected: an address such as ana@example.com)");
    }
    Origin origin = Access.origin(exchange.context());
    Language language = exchange.language();
    exchange.accepted(
        new JsonObject().put("detail", "if that address is known here, a mail is on its way"));
    User user = members.find(account, email);
    if (user != null) {
      parts.persons().mailedKeys().mail(user, members.accountFor(user, account), language, origin);
    }
  }
}
