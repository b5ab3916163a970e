package io.counterfoil.core.key;

import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.SecretKey;

/// HMAC-SHA-256 (RFC 2104) whose state is made once and used for ever, so that hashing allocates
/// nothing. The JDK's own `Mac` makes two arrays a call, which is why this stands here; a test
/// holds it to that one. Belongs to one thread.
final class KeyedHash {
  private static final int BLOCK = 64;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private final MessageDigest sha256 = sha256();
  private final byte[] innerKey;
  private final byte[] outerKey;
  private final byte[] inner = new byte[TokenDigest.BYTES];

  /// @throws IllegalArgumentException if the key is longer than a block of 64 bytes
  KeyedHash(SecretKey key) {
    byte[] bytes = key.getEncoded();
    if (bytes.length > BLOCK) {
      throw new IllegalArgumentException(
          "a key of " + bytes.length + " bytes (expected: at most " + BLOCK + ")");
    }
    innerKey = padded(bytes, INNER);
    outerKey = padded(bytes, OUTER);
    Arrays.fill(bytes, (byte) 0);
    sha256.update(innerKey);
  }

  private static byte[] padded(byte[] key, byte pad) {
    byte[] block = Arrays.copyOf(key, BLOCK);
    for (int i = 0; i < BLOCK; i++) {
      block[i] ^= pad;
    }
    return block;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256 (expected: Java 25)", e);
    }
  }

  void update(byte[] bytes, int length) {
    sha256.update(bytes, 0, length);
  }

  void update(byte value) {
    sha256.update(value);
  }

  /// Writes the 32 bytes of the hash, and is ready for the next message.
  void finish(byte[] into) {
    try {
      sha256.digest(inner, 0, inner.length);
      sha256.update(outerKey);
      sha256.update(inner);
      sha256.digest(into, 0, TokenDigest.BYTES);
      sha256.update(innerKey);
    } catch (DigestException e) {
      throw new IllegalStateException("a digest of 32 bytes did not fit 32 bytes", e);
    }
  }

  @Override
  public String toString() {
    return "KeyedHash[hidden]";
  }
}
