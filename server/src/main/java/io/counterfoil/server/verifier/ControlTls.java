package io.counterfoil.server.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// How a verifier trusts control nodes, and what it shows to them (PEM files).
///
/// @param authorities who signs the certificates of control nodes; null for whom the JDK trusts
/// @param certificate the verifier's own; null for none
/// @param key its private key (PKCS #8)
public record ControlTls(
    @Nullable Path authorities, @Nullable Path certificate, @Nullable Path key) {
  /// Whom the JDK trusts, and nothing to show.
  public static final ControlTls USUAL = new ControlTls(null, null, null);

  private static final char[] NO_PASSWORD = new char[0];

  /// @throws VerifierException if half of it is missing
  public ControlTls {
    if ((certificate == null) != (key == null)) {
      throw new VerifierException(
          "tls: half of it (expected: --tls-cert and --tls-key, both or neither)");
    }
  }

  /// What connections are made with.
  ///
  /// @throws VerifierException if a file cannot be used
  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own(), trusted(), null);
      return context;
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw new VerifierException(
          "tls: a file cannot be used: "
              + e.getMessage()
              + " (expected: PEM; the key as PKCS #8, `BEGIN PRIVATE KEY`)",
          e);
    }
  }

  private TrustManager @Nullable [] trusted() throws GeneralSecurityException, IOException {
    Path file = authorities;
    if (file == null) {
      return null;
    }
    KeyStore trusted = empty();
    int count = 0;
    for (Certificate each : certificates(file)) {
      trusted.setCertificateEntry("authority-" + count++, each);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }

  private KeyManager @Nullable [] own() throws GeneralSecurityException, IOException {
    Path chain = certificate;
    Path secret = key;
    if (chain == null || secret == null) {
      return null;
    }
    Certificate[] shown = certificates(chain).toArray(Certificate[]::new);
    String algorithm = ((X509Certificate) shown[0]).getPublicKey().getAlgorithm();
    KeyStore own = empty();
    own.setKeyEntry("own", privateKey(secret, algorithm), NO_PASSWORD, shown);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(own, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  private static PrivateKey privateKey(Path file, String algorithm)
      throws GeneralSecurityException, IOException {
    String text = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
    return KeyFactory.getInstance(algorithm)
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
  }
}
