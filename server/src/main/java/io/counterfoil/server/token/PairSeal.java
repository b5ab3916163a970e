package io.counterfoil.server.token;

import io.counterfoil.core.key.KeySource;
import io.counterfoil.core.key.TokenDigest;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Hides in an access token which pair it was issued for: AES-256-GCM under a key derived from the
/// pepper, bound to the token's own id. What the store finds pairs by is told to nobody.
final class PairSeal {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;

  PairSeal(KeySource pepper) {
    key = new SecretKeySpec(pepper.keyFor("access token pair").getEncoded(), "AES");
  }

  String seal(UUID token, TokenDigest pair) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.ENCRYPT_MODE, key);
      cipher.updateAAD(bytes(token));
      byte[] sealed = cipher.doFinal(pair.toBytes());
      byte[] nonce = cipher.getIV();
      byte[] whole = Arrays.copyOf(nonce, nonce.length + sealed.length);
      System.arraycopy(sealed, 0, whole, nonce.length, sealed.length);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM (expected: Java 25)", e);
    }
  }

  /// The pair; null where it was sealed under another pepper or for another token.
  @Nullable TokenDigest open(UUID token, String sealed) {
    try {
      byte[] whole = Base64.getUrlDecoder().decode(sealed);
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, whole, 0, NONCE_BYTES));
      cipher.updateAAD(bytes(token));
      return TokenDigest.of(cipher.doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return null;
    }
  }

  private static byte[] bytes(UUID token) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(token.getMostSignificantBits())
        .putLong(token.getLeastSignificantBits())
        .array();
  }
}
