package io.counterfoil.server.person;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.PersonCommand;
import io.counterfoil.core.change.PersonCommand.Shown;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Subject;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.outbox.Mail;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.PassCode;
import io.counterfoil.core.person.PassId;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.registry.Registry;
import io.counterfoil.core.store.Directory;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The sessions of browsers: each a random code of 256 bits in a cookie, of which a digest is
/// stored. One lives for seven days, and ends after twelve hours without use. Safe for many
/// threads.
///
/// When a session was last used is known to the moment here, and stored once an hour; so a restart
/// may end one up to an hour early.
public final class Sessions {
  /// The cookie that carries a session's code.
  public static final String COOKIE = "counterfoil_session";

  /// Ways of signing in where the second factor is somebody else's matter: the operator's, or the
  /// identity provider's.
  private static final Set<String> WITHOUT_FACTOR = Set.of("link", "oidc");

  private static final Duration BETWEEN_MAILS = Duration.ofMinutes(1);
  private static final Duration NOTED_EVERY = Duration.ofHours(1);
  private static final int MOST_SEEN = 100_000;

  private final Directory directory;
  private final Registry registry;
  private final Letters letters;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Map<PassId, Instant> seen = new ConcurrentHashMap<>();

  /// Sessions that the registry keeps.
  public Sessions(
      Directory directory,
      Registry registry,
      Letters letters,
      InstantSource clock,
      SecureRandom random) {
    this.letters = letters;
    this.directory = directory;
    this.registry = registry;
    this.clock = clock;
    this.random = random;
  }

  /// A session to be opened for a person who proved who they are.
  ///
  /// @param account where they sign in; null where none was named
  /// @param how by what they proved it
  /// @param shown their second factor; null where none was asked for
  /// @param remember whether the browser is not to be asked for it again for ten days
  /// @param spent the pass that proved it, which ends; null for none
  /// @param replaced the session that the browser had before; null for none
  public record Start(
      UserId user,
      @Nullable AccountName account,
      String how,
      @Nullable PassId spent,
      @Nullable PassId replaced,
      @Nullable Shown shown,
      boolean remember,
      String userAgent) {}

  /// What became of an opening.
  public sealed interface Opening {
    /// It is open, and its code goes to the browser.
    ///
    /// @param browser goes to the browser too, where that is to be remembered; null elsewhere
    record Opened(Pass session, PassCode code, @Nullable PassCode browser) implements Opening {}

    /// It could not be opened.
    record NotOpened(Problem problem) implements Opening {}
  }

  /// Opens a session.
  public Opening open(Start start, Origin origin) {
    PassCode code = PassCode.generate(random);
    AccountName named = start.account();
    boolean isProved = start.shown() != null || WITHOUT_FACTOR.contains(start.how());
    var making = new Pass.Making(start.how(), now(), isProved, origin.address(), start.userAgent());
    Pass session =
        new Pass(
            new PassId(UUID.randomUUID()),
            Pass.Kind.SESSION,
            start.user(),
            named == null ? onlyAccountOf(start.user()) : named,
            code.digest(Pass.Kind.SESSION),
            making);
    boolean isRemembered =
        start.remember()
            && (start.shown() instanceof Shown.ByCode || start.shown() instanceof Shown.ByRecovery);
    PassCode browserCode = isRemembered ? PassCode.generate(random) : null;
    Pass browser =
        browserCode == null
            ? null
            : new Pass(
                new PassId(UUID.randomUUID()),
                Pass.Kind.BROWSER,
                start.user(),
                null,
                browserCode.digest(Pass.Kind.BROWSER),
                making);
    var command =
        new PersonCommand.OpenSession(
            session, start.spent(), start.replaced(), start.shown(), browser);
    return switch (registry.execute(command, new Actor.Person(start.user()), origin)) {
      case Outcome.Committed _ -> new Opening.Opened(session, code, browserCode);
      case Outcome.Rejected(var problem) -> new Opening.NotOpened(problem);
      case Outcome.Denied _ -> throw neverDenied();
    };
  }

  /// Makes a link that signs its holder in once, or opens the first account where `user` is null.
  public PassCode link(@Nullable UserId user, @Nullable AccountName account, Origin origin) {
    PassCode code = PassCode.generate(random);
    Pass link =
        new Pass(
            new PassId(UUID.randomUUID()),
            Pass.Kind.SIGN_IN_LINK,
            user,
            account,
            code.digest(Pass.Kind.SIGN_IN_LINK),
            new Pass.Making("start", now(), false, origin.address(), ""));
    make(link, null, new Actor.Operator("start"), origin);
    return code;
  }

  /// Mails a person a link by which they choose another password, unless they were sent one just
  /// now.
  public void reset(User user, Language language, Origin origin) {
    Instant before = clock.instant().minus(BETWEEN_MAILS);
    if (directory.passesOf(user.id()).stream()
        .anyMatch(
            pass -> pass.kind() == Pass.Kind.PASSWORD_RESET && pass.createdAt().isAfter(before))) {
      return;
    }
    PassCode code = PassCode.generate(random);
    Pass pass =
        new Pass(
            new PassId(UUID.randomUUID()),
            Pass.Kind.PASSWORD_RESET,
            user.id(),
            onlyAccountOf(user.id()),
            code.digest(Pass.Kind.PASSWORD_RESET),
            new Pass.Making("mail", now(), false, origin.address(), ""));
    Mail mail = letters.reset(user.email(), code, language);
    make(pass, mail, new Actor.Job("sign-in"), origin);
  }

  private void make(Pass pass, @Nullable Mail mail, Actor actor, Origin origin) {
    switch (registry.execute(new PersonCommand.MakePass(pass, mail), actor, origin)) {
      case Outcome.Committed _ -> {}
      case Outcome.Rejected(var problem) -> throw new IllegalStateException(problem.detail());
      case Outcome.Denied _ -> throw neverDenied();
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private @Nullable AccountName onlyAccountOf(UserId user) {
    List<Account> accounts = directory.accountsOf(user);
    return accounts.size() == 1 ? accounts.getFirst().name() : null;
  }

  /// The pass of that kind and code, if it is good now.
  public @Nullable Pass good(Pass.Kind kind, String code) {
    PassCode read = PassCode.read(code);
    Pass pass = read == null ? null : directory.pass(read.digest(kind));
    return pass != null && pass.kind() == kind && lastUsed(pass).isGoodAt(clock.instant())
        ? pass
        : null;
  }

  /// The pass as it is, used when it was used last.
  public Pass lastUsed(Pass pass) {
    Instant last = seen.get(pass.id());
    return last != null && last.isAfter(pass.usedAt()) ? pass.used(last) : pass;
  }

  /// What the code of a session proves; notes that it is in use.
  public Credentials credentials(String code) {
    Pass session = good(Pass.Kind.SESSION, code);
    if (session != null && session.user() != null) {
      use(session);
    }
    return standing(code);
  }

  /// The same of a session that is only looked at: that a page goes on listening is no use of it.
  public Credentials standing(String code) {
    Pass session = good(Pass.Kind.SESSION, code);
    UserId user = session == null ? null : session.user();
    return session == null || user == null
        ? new Credentials.Unusable(new Refusal.UserTokenInvalid())
        : new Credentials.UserToken(new Subject.OfUser(user), session.expiresAt());
  }

  private void use(Pass session) {
    Instant now = clock.instant();
    if (seen.size() >= MOST_SEEN) {
      seen.keySet().removeIf(id -> directory.pass(id) == null);
    }
    seen.put(session.id(), now);
    if (!now.isBefore(session.usedAt().plus(NOTED_EVERY))) {
      registry.execute(
          new PersonCommand.UseSession(session.account(), session.id()),
          new Actor.Job("session"),
          new Origin("job-session", null));
    }
  }

  /// The person's sessions that are good now, the newest first.
  public List<Pass> of(UserId user) {
    Instant now = clock.instant();
    return directory.passesOf(user).stream()
        .filter(pass -> pass.kind() == Pass.Kind.SESSION)
        .map(this::lastUsed)
        .filter(pass -> pass.isGoodAt(now))
        .toList();
  }

  /// Ends a session of the person.
  public Outcome end(UserId user, PassId id, Origin origin) {
    Pass session = directory.pass(id);
    AccountName account = session == null ? null : session.account();
    seen.remove(id);
    return registry.execute(
        new PersonCommand.EndSession(account, user, id), new Actor.Person(user), origin);
  }

  private static IllegalStateException neverDenied() {
    return new IllegalStateException("a person was denied what concerns themself");
  }
}
