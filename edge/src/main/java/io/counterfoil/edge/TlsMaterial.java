package io.counterfoil.edge;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/// What the files of TLS held when they were read, checked as a whole: a key that does not fit its
/// certificate, as between the two steps of a renewal, would fail every handshake.
final class TlsMaterial {
  private static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");
  private static final String[] KEY_TYPES = {"EC", "RSA", "EdDSA", "RSASSA-PSS"};
  private static final byte[] PROBE = {1, 2, 3, 4};

  private final EdgeTls files;
  private final Buffer certificate;
  private final Buffer key;
  private final @Nullable Buffer authorities;

  private TlsMaterial(EdgeTls files) {
    this.files = files;
    certificate = read("edge-tls-cert", files.certificate());
    key = read("edge-tls-key", files.key());
    Path signers = files.clientAuthorities();
    authorities = signers == null ? null : read("edge-tls-client-ca", signers);
  }

  /// Reads the files.
  ///
  /// @throws EdgeException if one cannot be read
  static TlsMaterial read(EdgeTls files) {
    return new TlsMaterial(files);
  }

  private static Buffer read(String option, Path file) {
    try {
      return Buffer.buffer(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new EdgeException(
          option + ": `" + file + "` cannot be read: " + e + " (expected: a PEM file)", e);
    }
  }

  /// Whether the files held the same then.
  boolean sameAs(TlsMaterial other) {
    return certificate.equals(other.certificate)
        && key.equals(other.key)
        && (authorities == null
            ? other.authorities == null
            : authorities.equals(other.authorities));
  }

  /// Checks that it can be used.
  ///
  /// @return until when the certificate is valid
  /// @throws EdgeException if it cannot be used; the message says why
  Instant check(Vertx vertx) {
    try {
      for (KeyManager manager : pair().getKeyManagerFactory(vertx).getKeyManagers()) {
        if (manager instanceof X509KeyManager keys) {
          return check(keys);
        }
      }
      throw new EdgeException("edge-tls-cert: the JDK knows no keys (expected: X.509)");
    } catch (EdgeException e) {
      throw e;
    } catch (Exception e) {
      throw new EdgeException(
          "edge-tls-cert, edge-tls-key: `%s` and `%s` cannot be used: %s (expected: PEM)"
              .formatted(files.certificate(), files.key(), e.getMessage()),
          e);
    }
  }

  private Instant check(X509KeyManager keys) throws GeneralSecurityException {
    for (String type : KEY_TYPES) {
      String[] aliases = keys.getServerAliases(type, null);
      if (aliases != null && aliases.length > 0) {
        X509Certificate own = keys.getCertificateChain(aliases[0])[0];
        if (!fits(keys.getPrivateKey(aliases[0]), own)) {
          throw new EdgeException(
              "edge-tls-key: `%s` is not the key of the certificate in `%s`"
                  .formatted(files.key(), files.certificate()));
        }
        return own.getNotAfter().toInstant();
      }
    }
    throw new EdgeException(
        "edge-tls-cert: `%s` has a key of an unknown kind (expected: EC, RSA or Ed25519)"
            .formatted(files.certificate()));
  }

  private static boolean fits(PrivateKey secret, X509Certificate own)
      throws GeneralSecurityException {
    if (!secret.getAlgorithm().equals(own.getPublicKey().getAlgorithm())) {
      return false;
    }
    String algorithm =
        switch (secret.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case String other -> other;
        };
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(secret);
    signature.update(PROBE);
    byte[] signed = signature.sign();
    signature.initVerify(own);
    signature.update(PROBE);
    return signature.verify(signed);
  }

  private PemKeyCertOptions pair() {
    return new PemKeyCertOptions().setCertValue(certificate).setKeyValue(key);
  }

  /// What Vert.x is told.
  ///
  /// @param patienceMillis how long a handshake may take
  ServerSSLOptions options(long patienceMillis) {
    ServerSSLOptions options =
        new ServerSSLOptions()
            .setKeyCertOptions(pair())
            .setEnabledSecureTransportProtocols(PROTOCOLS)
            .setUseAlpn(true)
            .setSslHandshakeTimeout(patienceMillis)
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setClientAuth(ClientAuth.NONE);
    if (authorities != null) {
      options
          .setTrustOptions(new PemTrustOptions().addCertValue(authorities))
          .setClientAuth(files.demandsClients() ? ClientAuth.REQUIRED : ClientAuth.REQUEST);
    }
    return options;
  }
}
