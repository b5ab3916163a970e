package io.counterfoil.core.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The secret that every digest is keyed with. It lives outside the database, so that a stolen
/// database tells nothing; lost, it takes every pair with it.
public final class Pepper implements KeySource {
  /// Its size in bytes.
  public static final int BYTES = 32;

  private final int version;
  private final byte[] bytes;

  /// @param version which of the deployment's peppers this is, from 1
  /// @throws IllegalArgumentException if there are not 32 bytes
  public Pepper(int version, byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("pepper: " + bytes.length + " bytes (expected: 32)");
    }
    this.version = version;
    this.bytes = bytes.clone();
  }

  /// A fresh one.
  public static Pepper generate(int version, SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Pepper(version, bytes);
  }

  @Override
  public int version() {
    return version;
  }

  /// The bytes, to be written to the pepper's own file.
  public byte[] reveal() {
    return bytes.clone();
  }

  /// A key of 32 bytes for one purpose, so that no digest made for one can serve another
  /// (HKDF-SHA-256, RFC 5869).
  @Override
  public SecretKey keyFor(String purpose) {
    try {
      var parameters =
          HKDFParameterSpec.ofExtract()
              .addIKM(new SecretKeySpec(bytes, "Generic"))
              .thenExpand(("counterfoil " + purpose).getBytes(StandardCharsets.UTF_8), BYTES);
      return KDF.getInstance("HKDF-SHA256").deriveKey("Generic", parameters);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HKDF-SHA256 (expected: Java 25)", e);
    }
  }

  @Override
  public String toString() {
    return "Pepper[version=" + version + ", hidden]";
  }
}
