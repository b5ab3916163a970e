package io.counterfoil.server.person;

import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.key.TokenDigest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;

/// Digests of codes that are short enough to be guessed: keyed with the pepper (HMAC-SHA-256), so
/// that the database alone does not tell them, and bound to what and whom they are for.
public final class ShortCodes {
  private final Pepper pepper;

  /// Digests under the pepper.
  public ShortCodes(Pepper pepper) {
    this.pepper = pepper;
  }

  /// What is kept of the code.
  TokenDigest digest(String purpose, String owner, String code) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(pepper.keyFor(purpose));
      mac.update(owner.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return TokenDigest.of(mac.doFinal(code.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256 (expected: Java 25)", e);
    }
  }
}
