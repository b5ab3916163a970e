package io.counterfoil.server.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/// The key that signs what is said of the audit log (Ed25519, RFC 8032). It lies beside the pepper,
/// outside the database, so that whoever can rewrite the record cannot sign what they wrote. Prints
/// hidden.
public final class AuditKey {
  private static final String ALGORITHM = "Ed25519";
  private static final int SHOWN = 16;

  private final PrivateKey privateKey;
  private final String publicKey;
  private final String text;

  private AuditKey(PrivateKey privateKey, String publicKey, String text) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    this.text = text;
  }

  /// A fresh one.
  public static AuditKey generate() {
    try {
      var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      var base64 = Base64.getEncoder();
      return parse(
          base64.encodeToString(pair.getPrivate().getEncoded())
              + ":"
              + base64.encodeToString(pair.getPublic().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw noAlgorithm(e);
    }
  }

  /// The key that the text stands for.
  ///
  /// @throws IllegalArgumentException if it stands for none
  public static AuditKey parse(String text) {
    String[] halves = text.split(":", 2);
    if (halves.length != 2) {
      throw new IllegalArgumentException(
          "audit key without a colon (expected: two keys in base64)");
    }
    try {
      PrivateKey privateKey =
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(halves[0])));
      AuditKey key = new AuditKey(privateKey, halves[1], text);
      if (!verifies(halves[1], "probe", key.sign("probe"))) {
        throw new IllegalArgumentException("audit key of two halves that do not fit");
      }
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("audit key that is none (expected: Ed25519)", e);
    }
  }

  /// As it stands in its file.
  public String reveal() {
    return text;
  }

  /// The half that anybody may have: an X.509 public key in base64.
  public String publicKey() {
    return publicKey;
  }

  /// The signature of the text, in base64.
  public String sign(String signed) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(signed.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw noAlgorithm(e);
    }
  }

  /// Whether the signature of the text is of that public key.
  public static boolean verifies(String publicKey, String signed, String signature) {
    try {
      PublicKey key =
          KeyFactory.getInstance(ALGORITHM)
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(signed.getBytes(StandardCharsets.UTF_8));
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false; // a key or a signature that is none signs nothing
    }
  }

  /// A short name of a public key, to compare by eye.
  public static String fingerprint(String publicKey) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(publicKey.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash).substring(0, SHOWN);
    } catch (GeneralSecurityException e) {
      throw noAlgorithm(e);
    }
  }

  private static IllegalStateException noAlgorithm(GeneralSecurityException e) {
    return new IllegalStateException("this Java cannot sign (expected: Java 25)", e);
  }

  @Override
  public String toString() {
    return "AuditKey[" + fingerprint(publicKey) + ", hidden]";
  }
}
