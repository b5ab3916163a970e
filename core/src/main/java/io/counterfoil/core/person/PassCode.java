package io.counterfoil.core.person;

import io.counterfoil.core.key.TokenDigest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The secret of a pass: `cfi_` and 43 base62 characters (256 bits). Whoever has it passes; only
/// its digest is kept. It prints hidden.
public final class PassCode {
  /// What each of them begins with.
  public static final String PREFIX = "cfi_";

  private static final int LENGTH = 47;
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final String text;

  private PassCode(String text) {
    this.text = text;
  }

  /// A fresh one. `random` must be a cryptographic one, such as [java.security.SecureRandom].
  public static PassCode generate(RandomGenerator random) {
    StringBuilder code = new StringBuilder(PREFIX);
    while (code.length() < LENGTH) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new PassCode(code.toString());
  }

  /// The code that the text is; null where it cannot be one.
  public static @Nullable PassCode read(String text) {
    if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
      return null;
    }
    for (int i = PREFIX.length(); i < LENGTH; i++) {
      if (ALPHABET.indexOf(text.charAt(i)) < 0) {
        return null;
      }
    }
    return new PassCode(text);
  }

  /// The code itself, to be handed over once. Never for a message.
  public String reveal() {
    return text;
  }

  /// What is kept of it in a pass of that kind, so that one made for a purpose serves no other.
  public TokenDigest digest(Pass.Kind kind) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(("counterfoil pass " + kind.name()).getBytes(StandardCharsets.US_ASCII));
      digest.update((byte) 0);
      return TokenDigest.of(digest.digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256 (expected: Java 25)", e);
    }
  }

  @Override
  public String toString() {
    return "PassCode[hidden]";
  }
}
