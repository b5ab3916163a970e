package io.counterfoil.server.imports;

import io.counterfoil.core.account.Quoted;
import io.counterfoil.core.key.ForeignHash;
import io.counterfoil.core.key.TokenDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What another system kept of a token, understood.
sealed interface ReadHash {
  /// SHA-256 of the token: as good as the token itself for making a counterpart.
  record Sha256(TokenDigest digest) implements ReadHash {}

  /// Anything else: verified at the first use.
  record Foreign(ForeignHash hash) implements ReadHash {}

  /// Begins the text of a SHA-512 in hex.
  String SHA512 = "sha512:";

  /// Begins the text of an HMAC-SHA-256: its key in hex, a colon, itself in hex.
  String HMAC = "hmac-sha256:";

  /// The shapes of the slow hashes, and what they may cost: what is imported is computed here.
  Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");

  /// Variant, version, memory in KiB, passes, lanes, salt, hash.
  Pattern ARGON2 =
      Pattern.compile(
          "\\$argon2(id|i|d)\\$v=(16|19)\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  /// The dearest bcrypt that is taken, as its cost.
  int BCRYPT_COST = 14;

  /// The most memory that an Argon2 may ask for, in KiB.
  int ARGON2_KIB = 256 * 1024;

  /// The most passes of an Argon2 over its memory.
  int ARGON2_PASSES = 10;

  /// The most lanes of an Argon2.
  int ARGON2_LANES = 8;

  /// Reads a hash.
  ///
  /// @param algorithm as written; null to tell it from the hash
  /// @param hmacKey the key of HMACs; null where none was given
  /// @throws IllegalArgumentException that says what is wrong, without the hash
  static ReadHash of(@Nullable String algorithm, String text, byte @Nullable [] hmacKey) {
    String named =
        algorithm == null
            ? guess(text)
            : algorithm.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    return switch (named) {
      case "sha256" -> new Sha256(TokenDigest.of(bytes(text, 32)));
      case "sha512" -> foreign(SHA512 + HexFormat.of().formatHex(bytes(text, 64)));
      case "hmacsha256" -> hmac(bytes(text, 32), hmacKey);
      case "bcrypt" -> bcrypt(text);
      case "argon2", "argon2id", "argon2i", "argon2d" -> argon2(text);
      default ->
          throw new IllegalArgumentException(
              "algorithm: `"
                  + Quoted.text(String.valueOf(algorithm))
                  + "` (expected: sha256, sha512, hmac-sha256, bcrypt or argon2)");
    };
  }

  private static String guess(String text) {
    if (text.startsWith("$2")) {
      return "bcrypt";
    }
    if (text.startsWith("$argon2")) {
      return "argon2";
    }
    return switch (text.length()) {
      case 43, 44, 64 -> "sha256";
      case 86, 88, 128 -> "sha512";
      default ->
          throw new IllegalArgumentException(
              "hash: "
                  + text.length()
                  + " characters (expected: SHA-256 or SHA-512 in hex or base64, bcrypt, or Argon2)");
    };
  }

  /// From hex, or from base64 of either alphabet, padded or not.
  private static byte[] bytes(String text, int length) {
    try {
      if (text.length() == 2 * length) {
        return HexFormat.of().parseHex(text.toLowerCase(Locale.ROOT));
      }
      byte[] bytes = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
      if (bytes.length == length) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // said below, without the hash
    }
    throw new IllegalArgumentException(
        "hash: not " + length + " bytes (expected: " + 2 * length + " hex digits, or base64)");
  }

  private static ReadHash foreign(String text) {
    return new Foreign(new ForeignHash(text));
  }

  private static ReadHash hmac(byte[] mac, byte @Nullable [] key) {
    if (key == null) {
      throw new IllegalArgumentException("hash: an HMAC without its key (expected: the key, too)");
    }
    HexFormat hex = HexFormat.of();
    return foreign(HMAC + hex.formatHex(key) + ":" + hex.formatHex(mac));
  }

  private static ReadHash bcrypt(String text) {
    Matcher matcher = BCRYPT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("hash: not bcrypt (expected: $2b$, cost, salt and hash)");
    }
    within("bcrypt's cost", matcher.group(1), 4, BCRYPT_COST);
    return foreign(text);
  }

  private static ReadHash argon2(String text) {
    Matcher matcher = ARGON2.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "hash: not Argon2 (expected: $argon2id$v=19$m=...,t=...,p=...$salt$hash)");
    }
    int lanes = within("Argon2's lanes", matcher.group(5), 1, ARGON2_LANES);
    within(
        "Argon2's memory in KiB",
        matcher.group(3),
        8 * lanes,
        Math.min(ARGON2_KIB, ForeignTokens.memoryKib()));
    within("Argon2's passes", matcher.group(4), 1, ARGON2_PASSES);
    return foreign(text);
  }

  private static int within(String what, String digits, int least, int most) {
    int number = Integer.parseInt(digits);
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "hash: "
              + what
              + " is "
              + number
              + " (expected: "
              + least
              + " to "
              + most
              + ", since it is computed here)");
    }
    return number;
  }
}
