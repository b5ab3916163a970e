package io.counterfoil.core.person;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The codes of authenticator apps: TOTP (RFC 6238) with HMAC-SHA-1, six digits, steps of 30
/// seconds, which is what every app knows.
public final class Totp {
  /// The size of a seed, in bytes (RFC 4226, 4).
  public static final int SEED_BYTES = 20;

  private static final int STEP_SECONDS = 30;
  private static final int BOUND = 1_000_000;

  private Totp() {}

  /// The step that a code is of: now's, or, since clocks differ, one before or after (RFC 6238,
  /// 5.2), if none as late was taken before.
  ///
  /// @return -1 where it is of none of them
  public static long step(byte[] seed, String code, Instant now, long lastTaken) {
    long current = now.getEpochSecond() / STEP_SECONDS;
    long found = -1;
    for (long step = current - 1; step <= current + 1; step++) {
      boolean same =
          MessageDigest.isEqual(
              code(seed, step).getBytes(StandardCharsets.US_ASCII),
              code.getBytes(StandardCharsets.UTF_8));
      if (same && step > lastTaken) {
        found = step;
      }
    }
    return found;
  }

  /// The code at the instant.
  public static String code(byte[] seed, Instant at) {
    return code(seed, at.getEpochSecond() / STEP_SECONDS);
  }

  private static String code(byte[] seed, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(seed, "RAW"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int value = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
      return String.format(Locale.ROOT, "%06d", value % BOUND);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA1 (expected: Java 25)", e);
    }
  }
}
