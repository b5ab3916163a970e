package io.counterfoil.core.person;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.key.TokenDigest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that a person holds by which this server knows them, for a while or once: a session, a
/// remembered browser, an invitation. Of its code only a digest is kept. A pass that has ended is
/// forgotten; the audit log remembers it.
///
/// @param user whose it is; null where it opens an empty deployment
/// @param account where it was asked for; null where none was named
/// @param code what is kept of its code
/// @param by how a session was opened, or who made any other pass
/// @param usedAt when it was used last, to the hour
/// @param wrongTries how many wrong codes it was tried with
/// @param secondFactor whether a second factor was shown when it was made
/// @param address where it was made from; null where that is not known
/// @param userAgent what it was made with, as that said of itself
public record Pass(
    PassId id,
    Kind kind,
    @Nullable UserId user,
    @Nullable AccountName account,
    TokenDigest code,
    String by,
    Instant createdAt,
    Instant usedAt,
    Instant expiresAt,
    int wrongTries,
    boolean secondFactor,
    @Nullable String address,
    String userAgent) {

  /// How long a session may be left unused.
  public static final Duration IDLE = Duration.ofHours(12);

  /// How many wrong codes end a pass whose code is short.
  public static final int MOST_TRIES = 5;

  /// The kinds of passes.
  public enum Kind {
    /// A browser is signed in.
    SESSION(Duration.ofDays(7), false),
    /// Signs its holder in, once.
    SIGN_IN_LINK(Duration.ofMinutes(30), true),
    /// Lets a person choose their first password, once.
    INVITATION(Duration.ofDays(3), true),
    /// Lets a person choose another password, once.
    PASSWORD_RESET(Duration.ofHours(1), true),
    /// Lets a user become the Sponsor of an account, once.
    SPONSORSHIP(Duration.ofDays(3), true),
    /// Six digits that were sent to a person's address.
    EMAILED_KEY(Duration.ofMinutes(10), true),
    /// A browser that need not show the second factor again.
    BROWSER(Duration.ofDays(10), false);

    private final Duration lifetime;
    private final boolean once;

    Kind(Duration lifetime, boolean once) {
      this.lifetime = lifetime;
      this.once = once;
    }

    /// How long one is good at most.
    public Duration lifetime() {
      return lifetime;
    }

    /// Whether using it ends it.
    public boolean isForOnce() {
      return once;
    }
  }

  /// How a pass is made.
  public record Making(
      String by, Instant at, boolean secondFactor, @Nullable String address, String userAgent) {}

  /// A fresh one, good from now on for as long as its kind says.
  public Pass(
      PassId id,
      Kind kind,
      @Nullable UserId user,
      @Nullable AccountName account,
      TokenDigest code,
      Making making) {
    this(
        id,
        kind,
        user,
        account,
        code,
        making.by(),
        making.at(),
        making.at(),
        making.at().plus(kind.lifetime()),
        0,
        making.secondFactor(),
        making.address(),
        making.userAgent());
  }

  /// Whether it is good at the instant, as far as is stored.
  public boolean isGoodAt(Instant at) {
    return at.isBefore(until()) && wrongTries < MOST_TRIES;
  }

  /// From when on it is no good, unless it is used before.
  public Instant until() {
    Instant idle = usedAt.plus(IDLE);
    return kind == Kind.SESSION && idle.isBefore(expiresAt) ? idle : expiresAt;
  }

  /// The same, used at the instant.
  public Pass used(Instant at) {
    return copy(at, wrongTries, secondFactor);
  }

  /// The same, in which a second factor was shown.
  public Pass withSecondFactor() {
    return copy(usedAt, wrongTries, true);
  }

  /// The same, tried with a wrong code once more.
  public Pass triedWrongly() {
    return copy(usedAt, wrongTries + 1, secondFactor);
  }

  private Pass copy(Instant used, int tries, boolean factor) {
    return new Pass(
        id, kind, user, account, code, by, createdAt, used, expiresAt, tries, factor, address,
        userAgent);
  }
}
