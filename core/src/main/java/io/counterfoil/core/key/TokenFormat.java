package io.counterfoil.core.key;

import java.util.random.RandomGenerator;

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

  private static final int REVERSED_POLYNOMIAL = 0xEDB88320;
  private static final int[] TABLE = table();

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

  /// Whether the text has the right length, alphabet and checksum. Asked of every request, and so
  /// without leaving anything behind.
  public static boolean isIntact(String text) {
    if (text.length() != LENGTH || !claimsToBeOurs(text)) {
      return false;
    }
    long crc = crc32(text, LENGTH - CHECKSUM);
    for (int i = LENGTH - 1; i >= LENGTH - CHECKSUM; i--) {
      if (text.charAt(i) != ALPHABET.charAt((int) (crc % ALPHABET.length()))) {
        return false;
      }
      crc /= ALPHABET.length();
    }
    return isOfAlphabet(text);
  }

  private static boolean isOfAlphabet(String text) {
    for (int i = PREFIX.length(); i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) {
        return false;
      }
    }
    return true;
  }

  /// The checksum of what precedes it: CRC-32 (IEEE 802.3) in base62, most significant digit first.
  public static String checksum(String preceding) {
    long rest = crc32(preceding, preceding.length());
    char[] digits = new char[CHECKSUM];
    for (int i = CHECKSUM - 1; i >= 0; i--) {
      digits[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
      rest /= ALPHABET.length();
    }
    return new String(digits);
  }

  /// [java.util.zip.CRC32] over the low bytes of the first characters, without copying them.
  private static long crc32(String text, int length) {
    int crc = -1;
    for (int i = 0; i < length; i++) {
      crc = crc >>> 8 ^ TABLE[(crc ^ text.charAt(i)) & 0xff];
    }
    return Integer.toUnsignedLong(~crc);
  }

  private static int[] table() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ REVERSED_POLYNOMIAL;
      }
      table[i] = crc;
    }
    return table;
  }
}
