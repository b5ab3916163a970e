package io.counterfoil.core.key;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/// The shape of the tokens that we issue: `cft_`, 43 base62 characters (256 bits), and 6 base62
/// characters of CRC-32 over all that precedes.
///
/// The checksum finds typing slips without a look-up and lets a scanner recognise a leaked token;
/// it is public and protects nothing. The alphabet `[A-Za-z0-9_]` is selected by a double click and
/// unchanged by form-encoding.
public final class TokenFormat {
  /// What each of our tokens begins with.
  public static final String PREFIX = "cft_";

  /// The length of each of our tokens, in characters.
  public static final int LENGTH = 53;

  private static final int CHECKSUM = 6;
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final boolean[] IN_ALPHABET = inAlphabet();

  private TokenFormat() {}

  /// A fresh token. `random` must be a cryptographic one, such as [java.security.SecureRandom].
  public static AppToken generate(RandomGenerator random) {
    StringBuilder token = new StringBuilder(PREFIX);
    while (token.length() < LENGTH - CHECKSUM) {
      token.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return AppToken.of(token.append(checksum(token.toString())).toString());
  }

  /// Whether the text says that it is one of ours; it may still be damaged.
  public static boolean claimsToBeOurs(String text) {
    return text.startsWith(PREFIX);
  }

  /// Whether the text has the right length, alphabet and checksum.
  public static boolean isIntact(String text) {
    return text.length() == LENGTH && isIntact(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// The same of bytes. Asked of every request, and so without a branch for each letter.
  static boolean isIntact(byte[] bytes) {
    if (bytes.length != LENGTH) {
      return false;
    }
    boolean isOurs = true;
    for (int i = 0; i < PREFIX.length(); i++) {
      isOurs &= bytes[i] == PREFIX.charAt(i);
    }
    for (int i = PREFIX.length(); i < LENGTH; i++) {
      isOurs &= IN_ALPHABET[bytes[i] & 0xff];
    }
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, LENGTH - CHECKSUM);
    long rest = crc.getValue();
    for (int i = LENGTH - 1; i >= LENGTH - CHECKSUM; i--) {
      isOurs &= bytes[i] == ALPHABET.charAt((int) (rest % ALPHABET.length()));
      rest /= ALPHABET.length();
    }
    return isOurs;
  }

  private static boolean[] inAlphabet() {
    boolean[] found = new boolean[256];
    for (int i = 0; i < ALPHABET.length(); i++) {
      found[ALPHABET.charAt(i)] = true;
    }
    return found;
  }

  /// The checksum of what precedes it: CRC-32 (IEEE 802.3) in base62, most significant digit first.
  public static String checksum(String preceding) {
    CRC32 crc = new CRC32();
    crc.update(preceding.getBytes(StandardCharsets.ISO_8859_1));
    long rest = crc.getValue();
    char[] digits = new char[CHECKSUM];
    for (int i = CHECKSUM - 1; i >= 0; i--) {
      digits[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
      rest /= ALPHABET.length();
    }
    return new String(digits);
  }
}
