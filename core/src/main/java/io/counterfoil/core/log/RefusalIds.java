package io.counterfoil.core.log;

import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.key.KeySource;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// Mints the ids of refusals, and opens them again. An id seals what was refused, at which
/// revision, for which account and when, so that it explains itself where nothing else was kept of
/// it.
///
/// Sixteen bytes, encrypted as one block of AES-128 under a key that is derived from the pepper:
/// the ordinal of the code (1), the revision (5), the account's number or 0 (4), and a counter (6)
/// that follows the clock at 128 ids a millisecond, borrows from the future under a flood and never
/// repeats. So ids can neither be guessed nor be linked to one another.
public final class RefusalIds {
  private static final String PREFIX = "cf-";
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int CHARACTERS = 26;
  private static final int BITS_EACH = 5;
  private static final int BLOCK = 16;
  private static final long REVISION_MASK = (1L << 40) - 1;
  private static final long COUNTER_MASK = (1L << 48) - 1;
  private static final int PER_MILLI_BITS = 7;

  /// The counter's year one; 41 bits of milliseconds last from here to 2094.
  private static final long EPOCH_MILLIS = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();

  private static final Duration AHEAD = Duration.ofMinutes(1);
  private static final Duration REMEMBERED = Duration.ofDays(400);

  /// How far a verifier may be ahead of whoever opens its ids, in changes.
  private static final long REVISIONS_AHEAD = 1 << 20;

  private final InstantSource clock;
  private final Cipher sealing;
  private final Cipher opening;
  private final byte[] block = new byte[BLOCK];
  private long last;

  /// Ids under the pepper, that follow the clock.
  public RefusalIds(KeySource keys, InstantSource clock) {
    this.clock = clock;
    byte[] key = keys.keyFor("refusal id").getEncoded();
    sealing = cipher(Cipher.ENCRYPT_MODE, key);
    opening = cipher(Cipher.DECRYPT_MODE, key);
    Arrays.fill(key, (byte) 0);
  }

  // One block of unique content is all that each key ever encrypts at a time: no mode is needed.
  private static Cipher cipher(int mode, byte[] key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, 0, BLOCK, "AES"));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES (expected: Java 25)", e);
    }
  }

  /// What an id seals.
  ///
  /// @param account the account's number; 0 where none was established at once
  /// @param at to the millisecond; under a flood it may be a little late
  public record Sealed(RefusalCode code, long revision, int account, Instant at) {}

  /// A fresh id. Thread-safe.
  ///
  /// @param account the account's number; 0 for none
  public synchronized RefusalId mint(RefusalCode code, long revision, int account) {
    ByteBuffer plain = ByteBuffer.wrap(block);
    plain.putLong(0, (long) code.number() << 56 | (revision & REVISION_MASK) << 16);
    plain.putInt(6, account);
    long counter = next();
    plain.putShort(10, (short) (counter >>> 32));
    plain.putInt(12, (int) counter);
    transform(sealing);
    return new RefusalId(text(plain.getLong(0), plain.getLong(8)));
  }

  private long next() {
    long now = clock.millis() - EPOCH_MILLIS << PER_MILLI_BITS;
    last = Math.max(last + 1, now) & COUNTER_MASK;
    return last;
  }

  /// What the id seals; empty if it cannot be one of ours: an unknown code, a time that is more
  /// than a minute ahead or 400 days past, a revision far beyond the latest. Thread-safe.
  ///
  /// @param latest the number of the latest revision that the caller knows
  public synchronized Optional<Sealed> open(RefusalId id, long latest) {
    ByteBuffer sealed = ByteBuffer.wrap(block);
    if (!parse(id.value(), sealed)) {
      return Optional.empty();
    }
    transform(opening);
    long revision = sealed.getLong(0) >>> 16 & REVISION_MASK;
    int account = sealed.getInt(6);
    long counter = (sealed.getShort(10) & 0xffffL) << 32 | sealed.getInt(12) & 0xffffffffL;
    Instant at = Instant.ofEpochMilli((counter >>> PER_MILLI_BITS) + EPOCH_MILLIS);
    Instant now = clock.instant();
    return account < 0
            || revision > latest + REVISIONS_AHEAD
            || at.isAfter(now.plus(AHEAD))
            || at.isBefore(now.minus(REMEMBERED))
        ? Optional.empty()
        : RefusalCode.at(sealed.get(0) & 0xff).map(code -> new Sealed(code, revision, account, at));
  }

  private void transform(Cipher cipher) {
    try {
      cipher.doFinal(block, 0, BLOCK, block, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a block of 16 bytes did not fit AES", e);
    }
  }

  private static String text(long high, long low) {
    char[] text = new char[PREFIX.length() + CHARACTERS];
    PREFIX.getChars(0, PREFIX.length(), text, 0);
    for (int i = text.length - 1; i >= PREFIX.length(); i--) {
      text[i] = ALPHABET.charAt((int) low & 31);
      low = low >>> BITS_EACH | high << Long.SIZE - BITS_EACH;
      high >>>= BITS_EACH;
    }
    return new String(text);
  }

  /// False where the text stands for more than 128 bits.
  private static boolean parse(String text, ByteBuffer into) {
    long high = 0;
    long low = 0;
    for (int i = PREFIX.length(); i < text.length(); i++) {
      high = high << BITS_EACH | low >>> Long.SIZE - BITS_EACH;
      low = low << BITS_EACH | ALPHABET.indexOf(text.charAt(i));
    }
    into.putLong(0, high).putLong(8, low);
    return ALPHABET.indexOf(text.charAt(PREFIX.length())) < 8;
  }
}
