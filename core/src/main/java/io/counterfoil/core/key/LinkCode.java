package io.counterfoil.core.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;
import javax.crypto.KDF;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The secret of a single-access link: `cfl_` and 43 base62 characters (256 bits). Whoever has it
/// may open the link, once. Only its digest is kept, and the token is sealed under a key that is
/// derived from it: the database alone opens nothing.
public final class LinkCode {
  /// What each of them begins with.
  public static final String PREFIX = "cfl_";

  private static final int LENGTH = 47;
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /// OWASP's figure for PBKDF2-HMAC-SHA-256; it only has to slow down whoever holds the code and
  /// the database.
  private static final int ITERATIONS = 600_000;

  private static final int KEY_BYTES = 32;
  private static final int KEY_BITS = 256;

  private final String text;

  private LinkCode(String text) {
    this.text = text;
  }

  /// A fresh one. `random` must be a cryptographic one, such as [java.security.SecureRandom].
  public static LinkCode generate(RandomGenerator random) {
    StringBuilder code = new StringBuilder(PREFIX);
    while (code.length() < LENGTH) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new LinkCode(code.toString());
  }

  /// The code that the text is; null where it cannot be one.
  public static @Nullable LinkCode read(String text) {
    return text.matches(PREFIX + "[0-9A-Za-z]{43}") ? new LinkCode(text) : null;
  }

  /// The code itself, to be shown once. Never for a message.
  public String reveal() {
    return text;
  }

  /// What is kept of it, to find the link by.
  public TokenDigest digest() {
    return TokenDigest.of(sha256("counterfoil link code"));
  }

  /// The key that the link's token is sealed under; slow where there is a passphrase.
  ///
  /// HKDF-SHA-256 (RFC 5869) over the code and, behind it, PBKDF2 of the passphrase, salted with
  /// the code.
  public LinkSeal seal(@Nullable String passphrase) {
    try {
      var material =
          HKDFParameterSpec.ofExtract()
              .addIKM(new SecretKeySpec(text.getBytes(StandardCharsets.US_ASCII), "Generic"));
      if (passphrase != null) {
        material.addIKM(new SecretKeySpec(stretched(passphrase), "Generic"));
      }
      var parameters =
          material.thenExpand(
              "counterfoil link seal".getBytes(StandardCharsets.US_ASCII), KEY_BYTES);
      return new LinkSeal(KDF.getInstance("HKDF-SHA256").deriveKey("AES", parameters));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot derive a key (expected: Java 25)", e);
    }
  }

  private byte[] stretched(String passphrase) throws GeneralSecurityException {
    var spec =
        new PBEKeySpec(
            passphrase.toCharArray(), sha256("counterfoil link salt"), ITERATIONS, KEY_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } finally {
      spec.clearPassword();
    }
  }

  private byte[] sha256(String purpose) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(purpose.getBytes(StandardCharsets.US_ASCII));
      digest.update((byte) 0);
      return digest.digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256 (expected: Java 25)", e);
    }
  }

  @Override
  public String toString() {
    return "LinkCode[hidden]";
  }
}
