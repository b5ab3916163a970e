package io.counterfoil.server.imports;

import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.ForeignHash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Tells whether a token is the one of which another system kept a hash. Slow where the hash is.
final class ForeignVerifier {
  private ForeignVerifier() {}

  /// Whether the token fits. Takes as long for a wrong token as for the right one.
  static boolean fits(ForeignHash hash, AppToken token) {
    String text = hash.reveal();
    byte[] bytes = token.reveal().getBytes(StandardCharsets.ISO_8859_1);
    try {
      if (text.startsWith(ReadHash.SHA512)) {
        byte[] kept = HexFormat.of().parseHex(text.substring(ReadHash.SHA512.length()));
        return MessageDigest.isEqual(MessageDigest.getInstance("SHA-512").digest(bytes), kept);
      }
      if (text.startsWith(ReadHash.HMAC)) {
        return fitsHmac(text.substring(ReadHash.HMAC.length()).split(":", 2), bytes);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks a digest (expected: Java 25)", e);
    }
    Matcher argon2 = ReadHash.ARGON2.matcher(text);
    return argon2.matches() ? fitsArgon2(argon2, bytes) : OpenBSDBCrypt.checkPassword(text, bytes);
  }

  /// How much memory a verification takes, in KiB.
  static int kib(ForeignHash hash) {
    Matcher argon2 = ReadHash.ARGON2.matcher(hash.reveal());
    return argon2.matches() ? Integer.parseInt(argon2.group(3)) : 0;
  }

  private static boolean fitsHmac(String[] keyAndMac, byte[] token)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(HexFormat.of().parseHex(keyAndMac[0]), "HmacSHA256"));
    return MessageDigest.isEqual(mac.doFinal(token), HexFormat.of().parseHex(keyAndMac[1]));
  }

  private static boolean fitsArgon2(Matcher encoded, byte[] token) {
    int kind =
        switch (encoded.group(1)) {
          case "id" -> Argon2Parameters.ARGON2_id;
          case "i" -> Argon2Parameters.ARGON2_i;
          default -> Argon2Parameters.ARGON2_d;
        };
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(kind)
            .withVersion(Integer.parseInt(encoded.group(2)))
            .withMemoryAsKB(Integer.parseInt(encoded.group(3)))
            .withIterations(Integer.parseInt(encoded.group(4)))
            .withParallelism(Integer.parseInt(encoded.group(5)))
            .withSalt(Base64.getDecoder().decode(encoded.group(6)))
            .build());
    byte[] kept = Base64.getDecoder().decode(encoded.group(7));
    byte[] again = new byte[kept.length];
    generator.generateBytes(token, again);
    return MessageDigest.isEqual(again, kept);
  }
}
