package io.counterfoil.core.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/// The key that one link's token is sealed under (AES-256-GCM), derived from the link's code and
/// passphrase. It seals once: each link has a code of its own.
public final class LinkSeal {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;

  LinkSeal(SecretKey key) {
    this.key = key;
  }

  /// The token, sealed for the link alone: nonce, ciphertext, tag.
  public byte[] seal(LinkId link, AppToken token) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.ENCRYPT_MODE, key);
      cipher.updateAAD(context(link));
      byte[] sealed = cipher.doFinal(token.reveal().getBytes(StandardCharsets.ISO_8859_1));
      byte[] nonce = cipher.getIV();
      byte[] whole = Arrays.copyOf(nonce, nonce.length + sealed.length);
      System.arraycopy(sealed, 0, whole, nonce.length, sealed.length);
      return whole;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM (expected: Java 25)", e);
    }
  }

  /// The token; null where this is not the key that it was sealed under.
  @Nullable AppToken open(LinkId link, byte[] sealed) {
    if (sealed.length <= NONCE_BYTES) {
      return null;
    }
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
      cipher.updateAAD(context(link));
      byte[] token = cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
      return AppToken.of(new String(token, StandardCharsets.ISO_8859_1));
    } catch (AEADBadTagException e) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM (expected: Java 25)", e);
    }
  }

  private static byte[] context(LinkId link) {
    return link.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "LinkSeal[hidden]";
  }
}
