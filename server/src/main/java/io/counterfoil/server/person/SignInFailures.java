package io.counterfoil.server.person;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.User;
import io.counterfoil.core.change.PersonCommand;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.registry.Registry;
import io.counterfoil.core.store.Directory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Who fails to sign in: counted by network address and by the person that was named, and noted in
/// the audit log, so many a minute.
///
/// Nobody can lock a person out: where that person is signed in, or their browser is remembered,
/// failures elsewhere do not count.
public final class SignInFailures {
  private static final int MOST_OF_ADDRESS = 10;
  private static final int MOST_OF_PERSON = 20;
  private static final int NOTED_A_MINUTE = 60;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration WINDOW_OF_PERSON = Duration.ofMinutes(15);

  private final Directory directory;
  private final Registry registry;
  private final Throttle byAddress = new Throttle(MOST_OF_ADDRESS, MINUTE);
  private final Throttle byPerson = new Throttle(MOST_OF_PERSON, WINDOW_OF_PERSON);
  private final AtomicReference<Instant> minute = new AtomicReference<>(Instant.EPOCH);
  private final LongAdder total = new LongAdder();
  private final AtomicInteger noted = new AtomicInteger();
  private final AtomicInteger unnoted = new AtomicInteger();

  /// Failures that are noted by the registry.
  public SignInFailures(Directory directory, Registry registry) {
    this.directory = directory;
    this.registry = registry;
  }

  /// How long whoever comes from the address and names that person has to wait; zero if not at all.
  ///
  /// @param named the address of whoever is to be signed in, known or not; null for none
  public Duration waitOf(Origin origin, @Nullable String named, @Nullable User user, Instant now) {
    Duration ofAddress = byAddress.waitOf(String.valueOf(origin.address()), now);
    Duration ofPerson =
        named == null || isAtHome(origin, user, now) ? Duration.ZERO : byPerson.waitOf(named, now);
    return ofAddress.compareTo(ofPerson) > 0 ? ofAddress : ofPerson;
  }

  private boolean isAtHome(Origin origin, @Nullable User user, Instant now) {
    String address = origin.address();
    return user != null
        && address != null
        && directory.passesOf(user.id()).stream()
            .anyMatch(pass ->
                pass.isGoodAt(now)
                    && address.equals(pass.address())
                    && (pass.kind() == Pass.Kind.SESSION || pass.kind() == Pass.Kind.BROWSER));
  }

  /// Counts and notes a failure. An address that is nobody's is never repeated.
  ///
  /// @param account where; null where that is not known
  /// @param why for the account's people
  public void count(
      Origin origin,
      @Nullable String named,
      @Nullable User user,
      @Nullable AccountName account,
      Failure why) {
    byAddress.count(String.valueOf(origin.address()), why.at());
    if (named != null) {
      byPerson.count(named, why.at());
    }
    note(origin, user, account, why);
  }

  /// Notes a failure that counts against nobody, since nobody guesses what was presented.
  public void note(Origin origin, @Nullable User user, @Nullable AccountName account, Failure why) {
    total.increment();
    if (isToBeNoted(why.at())) {
      var command =
          new PersonCommand.NoteFailure(
              account, user == null ? null : user.id(), why.text(), unnoted.getAndSet(0));
      registry.execute(command, new Actor.Job("sign-in"), origin);
    } else {
      unnoted.incrementAndGet();
    }
  }

  /// How many there were since the start.
  public long total() {
    return total.sum();
  }

  /// What went wrong, and when.
  public record Failure(String text, Instant at) {}

  private boolean isToBeNoted(Instant now) {
    Instant since = minute.get();
    if (!now.isBefore(since.plus(MINUTE)) && minute.compareAndSet(since, now)) {
      noted.set(0);
    }
    return noted.incrementAndGet() <= NOTED_A_MINUTE;
  }
}
