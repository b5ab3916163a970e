package io.counterfoil.core.node;

import io.counterfoil.core.key.TokenDigest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What a verifier shows to read the feed, and nothing else: `cfn_`, 43 base62 characters (256
/// bits), `_`, and 32 hex digits that name the key which signs the feed, so that its holder knows a
/// forged feed wherever it comes from. Shown once; only its digest is kept. It prints hidden.
public final class NodeCredential {
  /// What each of them begins with.
  public static final String PREFIX = "cfn_";

  private static final int RANDOM = 43;
  private static final int FINGERPRINT = 32;
  private static final String SHAPE =
      PREFIX + "[0-9A-Za-z]{" + RANDOM + "}_[0-9a-f]{" + FINGERPRINT + "}";
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;

  private final String text;

  private NodeCredential(String text) {
    this.text = text;
  }

  /// A fresh one. `random` must be a cryptographic one, such as [java.security.SecureRandom].
  ///
  /// @param fingerprint of the key that signs the feed
  public static NodeCredential generate(RandomGenerator random, String fingerprint) {
    StringBuilder text = new StringBuilder(PREFIX);
    for (int i = 0; i < RANDOM; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new NodeCredential(text.append('_').append(fingerprint).toString());
  }

  /// The credential that the text is; null where it cannot be one.
  public static @Nullable NodeCredential read(String text) {
    return text.matches(SHAPE) ? new NodeCredential(text) : null;
  }

  /// The credential itself, to be handed over once or sent.
  public String reveal() {
    return text;
  }

  /// Names the key that signs the feed.
  public String fingerprint() {
    return text.substring(text.length() - FINGERPRINT);
  }

  /// What is kept of it.
  public TokenDigest digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("counterfoil node\0".getBytes(StandardCharsets.US_ASCII));
      return TokenDigest.of(digest.digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256 (expected: Java 25)", e);
    }
  }

  /// Seals what only the holder of the credential shall read: nonce, ciphertext, tag.
  public byte[] seal(byte[] secret) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.ENCRYPT_MODE, key());
      byte[] sealed = cipher.doFinal(secret);
      byte[] nonce = cipher.getIV();
      byte[] whole = Arrays.copyOf(nonce, nonce.length + sealed.length);
      System.arraycopy(sealed, 0, whole, nonce.length, sealed.length);
      return whole;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM (expected: Java 25)", e);
    }
  }

  /// What was sealed; null where it was sealed under another credential, or altered.
  public byte @Nullable [] open(byte[] sealed) {
    if (sealed.length <= NONCE_BYTES) {
      return null;
    }
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(
          Cipher.DECRYPT_MODE, key(), new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
      return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (AEADBadTagException e) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM (expected: Java 25)", e);
    }
  }

  private SecretKey key() throws GeneralSecurityException {
    var parameters =
        HKDFParameterSpec.ofExtract()
            .addIKM(new SecretKeySpec(text.getBytes(StandardCharsets.US_ASCII), "Generic"))
            .thenExpand("counterfoil verifier keys".getBytes(StandardCharsets.US_ASCII), KEY_BYTES);
    return KDF.getInstance("HKDF-SHA256").deriveKey("AES", parameters);
  }

  @Override
  public String toString() {
    return "NodeCredential[hidden]";
  }
}
