package io.counterfoil.core.log;

import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.key.Pepper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Tags presented secrets, so that the same wrong one can be told to have come again, and nothing
/// else of it. A tag is 64 bits of an HMAC under a key of the day, which takes the pepper and a
/// salt that lies beside the records and is destroyed after two days: from then on nobody can tell
/// whether a tag belongs to a value that is at hand.
///
/// Used by one thread.
final class SameValues {
  /// For how many days a tag can be made again.
  static final int DAYS = 2;

  private static final String HMAC = "HmacSHA256";
  private static final int SALT = 32;

  private final Pepper pepper;
  private final DecisionRecords records;
  private final RandomGenerator random;
  private @Nullable LocalDate day;
  private @Nullable Mac mac;

  SameValues(Pepper pepper, DecisionRecords records, RandomGenerator random) {
    this.pepper = pepper;
    this.records = records;
    this.random = random;
  }

  static LocalDate dayOf(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  /// The tag of the presented token, or of the user token where there is none; null where nothing
  /// secret was presented, or where the day's salt cannot be had.
  @Nullable String tag(Presented presented, Instant now) {
    List<String> values =
        presented.tokens().isEmpty() ? presented.userTokens() : presented.tokens();
    if (values.isEmpty()) {
      return null;
    }
    Mac keyed = keyed(dayOf(now));
    if (keyed == null) {
      return null;
    }
    for (String value : values) {
      byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
      keyed.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      keyed.update(bytes);
    }
    return HexFormat.of().formatHex(keyed.doFinal(), 0, Long.BYTES);
  }

  private @Nullable Mac keyed(LocalDate today) {
    Mac known = mac;
    if (known != null && today.equals(day)) {
      return known;
    }
    byte[] salt = salt(today);
    if (salt == null) {
      return null;
    }
    try {
      Mac outer = Mac.getInstance(HMAC);
      outer.init(pepper.keyFor("same value"));
      byte[] key = outer.doFinal(salt);
      Mac made = Mac.getInstance(HMAC);
      made.init(new SecretKeySpec(key, HMAC));
      Arrays.fill(key, (byte) 0);
      day = today;
      mac = made;
      return made;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256 (expected: Java 25)", e);
    }
  }

  /// Null where the records cannot be reached, which is told when a record is to be written.
  private byte @Nullable [] salt(LocalDate today) {
    byte[] fresh = new byte[SALT];
    random.nextBytes(fresh);
    try {
      return records.salt(today, fresh);
    } catch (RuntimeException e) {
      return null;
    }
  }
}
