package io.counterfoil.core.person;

import java.io.ByteArrayOutputStream;

/// Base32 without padding (RFC 4648, 6), as authenticator apps read seeds.
public final class Base32 {
  /// Its letters, by value.
  public static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private static final int BITS = 5;
  private static final int MASK = 31;

  private Base32() {}

  /// The bytes as text.
  public static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte each : bytes) {
      buffer = buffer << Byte.SIZE | each & 0xff;
      bits += Byte.SIZE;
      while (bits >= BITS) {
        bits -= BITS;
        text.append(ALPHABET.charAt(buffer >> bits & MASK));
      }
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt(buffer << BITS - bits & MASK));
    }
    return text.toString();
  }

  /// The bytes that the text stands for.
  ///
  /// @throws IllegalArgumentException if it holds other characters
  public static byte[] decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int buffer = 0;
    int bits = 0;
    for (int i = 0; i < text.length(); i++) {
      int value = ALPHABET.indexOf(text.charAt(i));
      if (value < 0) {
        throw new IllegalArgumentException("base32: (expected: A to Z and 2 to 7)");
      }
      buffer = buffer << BITS | value;
      bits += BITS;
      if (bits >= Byte.SIZE) {
        bits -= Byte.SIZE;
        bytes.write(buffer >> bits);
      }
    }
    return bytes.toByteArray();
  }
}
