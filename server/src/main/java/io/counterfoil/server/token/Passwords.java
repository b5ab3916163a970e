package io.counterfoil.server.token;

import io.counterfoil.core.account.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/// Hashes and checks passwords with Argon2id (RFC 9106), 19 MiB and two passes, one lane: the least
/// that OWASP's Password Storage Cheat Sheet asks for.
public final class Passwords {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int BYTES = 32;
  private static final int SALT = 16;
  private static final int SHORTEST = 8;
  private static final int LONGEST = 256;
  private static final Pattern ENCODED =
      Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=1\\$([^$]+)\\$([^$]+)");

  private final SecureRandom random;
  private final BreachedPasswords breached;
  private final Semaphore atOnce = new Semaphore(Runtime.getRuntime().availableProcessors() + 1);

  /// Passwords whose salts come from the source, and none of which may stand in the list.
  public Passwords(SecureRandom random, BreachedPasswords breached) {
    this.random = random;
    this.breached = breached;
  }

  /// Why the text cannot be a password; null if it can. VTEX ID asks for eight characters with a
  /// digit, an upper-case and a lower-case letter.
  public @Nullable String flaw(String password) {
    boolean good =
        password.length() >= SHORTEST
            && password.length() <= LONGEST
            && password.chars().anyMatch(Character::isDigit)
            && password.chars().anyMatch(Character::isUpperCase)
            && password.chars().anyMatch(Character::isLowerCase);
    if (good) {
      return breached.contains(password)
          ? "password: it stands in a list of stolen passwords (expected: one that is only yours)"
          : null;
    }
    return "password: too simple (expected: 8 to 256 characters with a digit, an upper-case and a"
        + " lower-case letter)";
  }

  /// The password's hash under a fresh salt.
  public PasswordHash hash(String password) {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    byte[] hash = argon2id(password, salt, MEMORY_KIB, PASSES);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return new PasswordHash(
        String.format(
            Locale.ROOT,
            "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s",
            MEMORY_KIB,
            PASSES,
            base64.encodeToString(salt),
            base64.encodeToString(hash)));
  }

  /// Whether the hash is the password's. A hash that is absent costs as much as a wrong one, so
  /// that the time does not tell who exists.
  public boolean matches(@Nullable PasswordHash hash, String password) {
    Matcher encoded = ENCODED.matcher(hash == null ? "" : hash.reveal());
    if (!encoded.matches() || password.length() > LONGEST) {
      byte[] idle = argon2id("absent", new byte[SALT], MEMORY_KIB, PASSES);
      return idle.length == 0;
    }
    Base64.Decoder base64 = Base64.getDecoder();
    byte[] again =
        argon2id(
            password,
            base64.decode(encoded.group(3)),
            Integer.parseInt(encoded.group(1)),
            Integer.parseInt(encoded.group(2)));
    return MessageDigest.isEqual(again, base64.decode(encoded.group(4)));
  }

  /// So many at once as there are processors: more would only take each other's memory.
  private byte[] argon2id(String password, byte[] salt, int memoryKib, int passes) {
    atOnce.acquireUninterruptibly();
    try {
      return hashed(password, salt, memoryKib, passes);
    } finally {
      atOnce.release();
    }
  }

  private static byte[] hashed(String password, byte[] salt, int memoryKib, int passes) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(1)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[BYTES];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
