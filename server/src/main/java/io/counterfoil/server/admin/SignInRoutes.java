package io.counterfoil.server.admin;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.PasswordHash;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.AccountCommand;
import io.counterfoil.core.change.PersonCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.PassId;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.server.control.Access;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.person.Sessions;
import io.counterfoil.server.person.SignInFailures.Failure;
import io.counterfoil.server.token.Passwords;
import io.counterfoil.server.token.UserTokens;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Signing people in: by address and password, or by a link that works once; for a session of a
/// browser or for a user token. Whatever is wrong, the answer is one.
final class SignInRoutes {
  private static final String PASSWORD = "password";
  private static final String ACCOUNT = "account";
  private static final String EMAIL = "email";

  private final Parts parts;
  private final WhoView who;

  SignInRoutes(Parts parts, WhoView who) {
    this.parts = parts;
    this.who = who;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.POST, "/v1/sessions", this::signIn);
    routes.add(HttpMethod.POST, "/v1/sessions/link", this::byLink);
  }

  private void signIn(Exchange exchange) {
    Body body = Body.object(exchange.context(), ACCOUNT, EMAIL, PASSWORD, "browser");
    boolean browser = Boolean.TRUE.equals(body.optionalFlag("browser"));
    String account = browser ? body.optionalText(ACCOUNT) : body.text(ACCOUNT);
    String email = body.text(EMAIL);
    String password = body.text(PASSWORD);
    Origin origin = Access.origin(exchange.context());
    Instant now = parts.clock().instant();
    User user = member(account, email);
    holdBack(exchange, parts.failures().waitOf(origin, email, user, now));
    PasswordHash hash = user == null ? null : user.password();
    if (!parts.passwords().matches(hash, password) || user == null) {
      parts
          .failures()
          .count(origin, email, user, accountFor(user, account), new Failure(PASSWORD, now));
      throw new RejectedException(
          Problem.Code.SIGN_IN_FAILED,
          "sign-in failed; check account, e-mail address and password");
    }
    if (browser) {
      AccountName named = account == null ? null : new AccountName(account);
      open(
          exchange,
          user,
          new Sessions.Start(
              user.id(), named, PASSWORD, false, null, replaced(exchange), exchange.userAgent()));
    } else {
      issue(exchange, user, new AccountName(String.valueOf(account)));
    }
  }

  private void issue(Exchange exchange, User user, AccountName account) {
    parts
        .registry()
        .execute(
            new PersonCommand.NoteSignIn(account, user.id(), PASSWORD),
            new Actor.Person(user.id()),
            Access.origin(exchange.context()));
    UserTokens.Token token = parts.userTokens().issue(user, account, parts.clock().instant());
    exchange.ok(
        new JsonObject()
            .put("token", token.text().reveal())
            .put("expires", token.expires().toString()));
  }

  private void open(Exchange exchange, User user, Sessions.Start start) {
    switch (parts.sessions().open(start, Access.origin(exchange.context()))) {
      case Sessions.Opening.Opened(var session, var code) -> {
        SessionCookie.set(parts, exchange.context(), code);
        exchange.ok(who.who(user, session));
      }
      case Sessions.Opening.NotOpened(var problem) -> exchange.problem(problem);
    }
  }

  /// The session that the browser has, which another takes the place of.
  private static @Nullable PassId replaced(Exchange exchange) {
    Pass session = exchange.session();
    return session == null ? null : session.id();
  }

  private static void holdBack(Exchange exchange, Duration wait) {
    if (!wait.isZero()) {
      long seconds = Math.max(1, wait.toSeconds());
      exchange.context().response().putHeader("Retry-After", Long.toString(seconds));
      throw new RejectedException(
          Problem.Code.TOO_MANY_TRIES,
          "too many failed sign-ins; wait " + seconds + " seconds, and try again");
    }
  }

  /// The person of that address, if they belong to the account, or to any where none is named.
  private @Nullable User member(@Nullable String account, String email) {
    User user = Email.isValid(email) ? parts.directory().user(new Email(email)) : null;
    if (user == null) {
      return null;
    }
    boolean belongs =
        account == null
            ? !parts.directory().accountsOf(user.id()).isEmpty()
            : AccountName.isValid(account) && isOf(new AccountName(account), user.id());
    return belongs ? user : null;
  }

  private boolean isOf(AccountName account, UserId user) {
    return parts.directory().grant(account, new Holder.OfUser(user)) != null;
  }

  /// In whose audit log a failure stands: the named account's, if it exists.
  private @Nullable AccountName accountFor(@Nullable User user, @Nullable String named) {
    if (named != null && AccountName.isValid(named)) {
      AccountName name = new AccountName(named);
      return parts.directory().account(name) == null ? null : name;
    }
    List<Account> own = user == null ? List.of() : parts.directory().accountsOf(user.id());
    return own.size() == 1 ? own.getFirst().name() : null;
  }

  private void byLink(Exchange exchange) {
    Body body = Body.object(exchange.context(), "code", "setup");
    Origin origin = Access.origin(exchange.context());
    Instant now = parts.clock().instant();
    Pass link = parts.sessions().good(Pass.Kind.SIGN_IN_LINK, body.text("code").strip());
    if (link == null) {
      parts.failures().note(origin, null, null, new Failure("link", now));
      throw new RejectedException(
          Problem.Code.CODE_ENDED,
          "there is no such link, it was used, or its 30 minutes have passed; ask for another");
    }
    User user = link.user() == null ? null : parts.directory().user(link.user());
    if (user != null) {
      open(exchange, user, start(exchange, user, link));
    } else if (body.has("setup")) {
      setUp(exchange, link, body.inner("setup", ACCOUNT, EMAIL, "name", PASSWORD));
    } else {
      throw new RejectedException(
          Problem.Code.SETUP_NEEDED,
          "there is no account yet; send `setup` with account, email, name and password of the"
              + " first one and its Sponsor");
    }
  }

  private static Sessions.Start start(Exchange exchange, User user, @Nullable Pass spent) {
    return new Sessions.Start(
        user.id(),
        spent == null ? null : spent.account(),
        "link",
        false,
        spent == null ? null : spent.id(),
        replaced(exchange),
        exchange.userAgent());
  }

  private void setUp(Exchange exchange, Pass link, Body setup) {
    String password = setup.text(PASSWORD);
    String flaw = Passwords.flaw(password);
    if (flaw != null) {
      throw new BadRequestException(flaw);
    }
    String name = setup.optionalText("name");
    Email email = new Email(setup.text(EMAIL));
    var first =
        new AccountCommand.CreateAccount(
            new AccountName(setup.text(ACCOUNT)),
            email,
            name == null ? "" : name,
            parts.passwords().hash(password),
            List.of());
    var command = new PersonCommand.SetUp(first, link.id());
    switch (parts
        .registry()
        .execute(command, new Actor.Operator("first run"), Access.origin(exchange.context()))) {
      case Outcome.Committed _ -> {
        User sponsor = parts.directory().user(email);
        if (sponsor == null) {
          throw new IllegalStateException("the first account was made without its Sponsor");
        }
        open(exchange, sponsor, start(exchange, sponsor, null));
      }
      case Outcome.Rejected(var problem) -> exchange.problem(problem);
      case Outcome.Denied _ -> throw new IllegalStateException("the first run was denied");
    }
  }
}
