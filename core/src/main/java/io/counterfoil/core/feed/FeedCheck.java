package io.counterfoil.core.feed;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/// Checks what a [FeedSigner] signed. Safe for use by many threads.
public final class FeedCheck {
  private static final int FINGERPRINT_BYTES = 16;

  private final PublicKey key;
  private final String fingerprint;

  private FeedCheck(PublicKey key, String fingerprint) {
    this.key = key;
    this.fingerprint = fingerprint;
  }

  /// The check by that public key.
  ///
  /// @param encoded as X.509 has it (SubjectPublicKeyInfo)
  /// @throws IllegalArgumentException if it is no key of Ed25519
  public static FeedCheck of(byte[] encoded) {
    try {
      PublicKey key =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(encoded);
      return new FeedCheck(key, HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("feed key: (expected: a public key of Ed25519)", e);
    }
  }

  static byte[] context(String use) {
    return ("counterfoil " + use + "\0").getBytes(StandardCharsets.US_ASCII);
  }

  /// Names the key: 32 hex digits.
  public String fingerprint() {
    return fingerprint;
  }

  /// The public key, as [#of] takes it.
  public byte[] encoded() {
    return key.getEncoded();
  }

  /// Whether the signature is of the bytes, for that use.
  public boolean holds(String use, byte[] bytes, byte[] signature) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(context(use));
      check.update(bytes);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
