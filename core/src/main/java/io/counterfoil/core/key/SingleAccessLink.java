package io.counterfoil.core.key;

import io.counterfoil.core.account.AccountName;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A link that hands a token over once: to whoever opens it first, within 24 hours.
///
/// @param key whose token it hands over
/// @param purpose whether the token came with the key or with a renewal
/// @param code what is kept of the code that opens it
/// @param sealed the token, under a key derived from the code; empty once the link has ended
/// @param passphrase whether it also asks for one
/// @param wrongTries how many wrong passphrases it was tried with
/// @param refusals how often somebody tried to open it after its end
/// @param end how it ended; null while it may be opened, or has run out and nobody looked
public record SingleAccessLink(
    LinkId id,
    AccountName account,
    KeyId key,
    Purpose purpose,
    TokenDigest code,
    Sealed sealed,
    boolean passphrase,
    int wrongTries,
    int refusals,
    Instant createdAt,
    String createdBy,
    Instant expiresAt,
    @Nullable End end) {

  /// How long it may be opened.
  public static final Duration LIFETIME = Duration.ofHours(24);

  /// How many wrong passphrases end it.
  public static final int MOST_TRIES = 5;

  /// How many refused openings are noted; more say nothing new.
  public static final int MOST_REFUSALS = 20;

  /// What the token came with.
  public enum Purpose {
    /// A new key.
    CREATION,
    /// A renewal.
    RENEWAL
  }

  /// How a link can end.
  public enum How {
    /// Its token was shown.
    OPENED,
    /// Its 24 hours passed.
    EXPIRED,
    /// The account took it back, or undid what it was for.
    CANCELLED,
    /// Too many wrong passphrases.
    LOCKED
  }

  /// The end of a link.
  ///
  /// @param address where it was opened from; null where that is not known or not the matter
  /// @param userAgent what it was opened with, as that said of itself
  public record End(How how, Instant at, @Nullable String address, String userAgent) {}

  /// The sealed token; prints hidden.
  public static final class Sealed {
    /// Nothing: the token is gone.
    public static final Sealed NOTHING = new Sealed(new byte[0]);

    private final byte[] bytes;

    /// @param bytes as they were sealed
    public Sealed(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    /// The bytes, for the store.
    public byte[] toBytes() {
      return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Sealed that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "Sealed[hidden]";
    }
  }

  /// Whether it can be opened at the instant.
  public boolean isPendingAt(Instant at) {
    return end == null && at.isBefore(expiresAt);
  }

  /// How it has ended at the instant; null while it can be opened.
  public @Nullable How endedAt(Instant at) {
    return end != null ? end.how() : at.isBefore(expiresAt) ? null : How.EXPIRED;
  }

  /// The token that is sealed in it; null where this is not its key.
  public @Nullable AppToken open(LinkSeal seal) {
    return seal.open(id, sealed.toBytes());
  }

  /// The same link, ended; its token is gone.
  public SingleAccessLink ended(End how) {
    return copy(Sealed.NOTHING, wrongTries, refusals, how);
  }

  /// The same link after a wrong passphrase; the last one that is borne ends it.
  public SingleAccessLink triedWrongly(Instant at, @Nullable String address, String userAgent) {
    boolean last = wrongTries + 1 >= MOST_TRIES;
    return copy(
        last ? Sealed.NOTHING : sealed,
        wrongTries + 1,
        refusals,
        last ? new End(How.LOCKED, at, address, userAgent) : null);
  }

  /// The same link after an opening that was refused.
  public SingleAccessLink refused() {
    return copy(sealed, wrongTries, refusals + 1, end);
  }

  private SingleAccessLink copy(Sealed newSealed, int tries, int refused, @Nullable End newEnd) {
    return new SingleAccessLink(
        id,
        account,
        key,
        purpose,
        code,
        newSealed,
        passphrase,
        tries,
        refused,
        createdAt,
        createdBy,
        expiresAt,
        newEnd);
  }
}
