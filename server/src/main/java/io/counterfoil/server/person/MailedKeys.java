package io.counterfoil.server.person;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.PersonCommand;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.outbox.Mail;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.PassId;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.registry.Registry;
import io.counterfoil.core.store.Directory;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Six digits that are mailed to a person, good for ten minutes and five tries. A person has one at
/// a time, and is sent at most one a minute.
public final class MailedKeys {
  private static final String PURPOSE = "mailed key";
  private static final int BOUND = 1_000_000;
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private final Directory directory;
  private final Registry registry;
  private final Letters letters;
  private final ShortCodes codes;
  private final InstantSource clock;
  private final SecureRandom random;

  /// Keys that the registry keeps.
  public MailedKeys(
      Directory directory,
      Registry registry,
      Letters letters,
      ShortCodes codes,
      InstantSource clock,
      SecureRandom random) {
    this.directory = directory;
    this.registry = registry;
    this.letters = letters;
    this.codes = codes;
    this.clock = clock;
    this.random = random;
  }

  /// The person's key that is waiting to be used; null for none.
  public @Nullable Pass waiting(UserId user) {
    Instant now = clock.instant();
    return directory.passesOf(user).stream()
        .filter(pass -> pass.kind() == Pass.Kind.EMAILED_KEY && pass.isGoodAt(now))
        .findFirst()
        .orElse(null);
  }

  /// Whether the digits are the key's; a wrong try is noted on it.
  public boolean isRight(Pass key, String digits, Origin origin) {
    boolean right = key.code().matches(codes.digest(PURPOSE, key.id().toString(), digits));
    if (!right) {
      registry.execute(
          new PersonCommand.TryWrongly(key.account(), key.id()), new Actor.Job("sign-in"), origin);
    }
    return right;
  }

  /// Mails the person a key, unless they were sent one just now.
  ///
  /// @param account where they want to sign in; null where none was named
  public void mail(User user, @Nullable AccountName account, Language language, Origin origin) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Pass last = waiting(user.id());
    if (last != null && now.isBefore(last.createdAt().plus(BETWEEN))) {
      return;
    }
    PassId id = new PassId(UUID.randomUUID());
    String digits = String.format(Locale.ROOT, "%06d", random.nextInt(BOUND));
    Pass pass =
        new Pass(
            id,
            Pass.Kind.EMAILED_KEY,
            user.id(),
            account,
            codes.digest(PURPOSE, id.toString(), digits),
            new Pass.Making("mail", now, false, origin.address(), ""));
    Mail mail = letters.key(user.email(), named(user, account), digits, language);
    registry.execute(new PersonCommand.MakePass(pass, mail), new Actor.Job("sign-in"), origin);
  }

  private AccountName named(User user, @Nullable AccountName account) {
    return account != null
        ? account
        : directory.accountsOf(user.id()).stream().map(Account::name).findFirst().orElseThrow();
  }
}
