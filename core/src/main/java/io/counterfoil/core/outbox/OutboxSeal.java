package io.counterfoil.core.outbox;

import io.counterfoil.core.key.Pepper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Seals what must be recoverable, and must not stand in the database in clear: AES-256-GCM under a
/// key derived from the pepper. Each secret is bound to whom it is for: copied to another place, it
/// does not open. Safe for use by many threads.
public final class OutboxSeal {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;

  /// Seals under a key of the pepper's.
  public OutboxSeal(Pepper pepper) {
    key = new SecretKeySpec(pepper.keyFor("outbox").getEncoded(), "AES");
  }

  /// The secret, sealed for somebody.
  ///
  /// @param whom such as an e-mail address; the same has to be said to open it
  public SealedSecret seal(String whom, String secret) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.ENCRYPT_MODE, key);
      cipher.updateAAD(whom.getBytes(StandardCharsets.UTF_8));
      byte[] sealed = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
      byte[] nonce = cipher.getIV();
      byte[] whole = Arrays.copyOf(nonce, nonce.length + sealed.length);
      System.arraycopy(sealed, 0, whole, nonce.length, sealed.length);
      return SealedSecret.of(whole);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM (expected: Java 25)", e);
    }
  }

  /// The secret; null where it was sealed under another pepper or for somebody else.
  public @Nullable String open(String whom, SealedSecret secret) {
    byte[] sealed = secret.toBytes();
    if (sealed.length <= NONCE_BYTES) {
      return null;
    }
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
      cipher.updateAAD(whom.getBytes(StandardCharsets.UTF_8));
      byte[] opened = cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
      return new String(opened, StandardCharsets.UTF_8);
    } catch (AEADBadTagException e) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM (expected: Java 25)", e);
    }
  }

  @Override
  public String toString() {
    return "OutboxSeal[hidden]";
  }
}
