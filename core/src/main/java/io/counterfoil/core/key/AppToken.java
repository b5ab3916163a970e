package io.counterfoil.core.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A token, as issued or as presented: the secret half of a pair. It compares in constant time,
/// prints hidden and cannot be serialised; only its [Counterpart] is ever stored.
///
/// Presented bytes are kept as they came, one character a byte (ISO 8859-1, as HTTP header values
/// are read), so that two values are equal only if every byte is.
public final class AppToken {
  /// The longest token, in bytes. Our own have 53; imported ones may have any shape up to this.
  public static final int LONGEST = 4096;

  private final byte[] bytes;

  private AppToken(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A token from text whose characters stand for one byte each.
  ///
  /// @throws IllegalArgumentException if it is empty or longer than 4,096 bytes
  public static AppToken of(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "appToken: " + text.length() + " bytes (expected: 1 to " + LONGEST + ")");
    }
    return new AppToken(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// The value itself: to hand it over once, or to examine its shape. Never for a message.
  public String reveal() {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /// The token that results when the text is altered; null where nothing would remain or nothing
  /// changed. Used to explain a mismatch, never to admit.
  public @Nullable AppToken altered(UnaryOperator<String> alteration) {
    String before = reveal();
    String after = alteration.apply(before);
    return after.isEmpty() || after.length() > LONGEST || after.equals(before) ? null : of(after);
  }

  /// The length in bytes.
  public int length() {
    return bytes.length;
  }

  /// Whether it is one of ours and whole: right length, alphabet and checksum.
  public boolean isIntact() {
    return TokenFormat.isIntact(bytes);
  }

  void feed(MessageDigest digest) {
    digest.update(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AppToken that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "AppToken[hidden]";
  }
}
