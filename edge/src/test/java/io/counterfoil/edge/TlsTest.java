package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.edge.Certificates.Pair;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// TLS at the edge.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TlsTest {
  private static final Duration OFTEN = Duration.ofMillis(50);

  private Path folder = Path.of("");
  private Pair first;
  private Pair second;
  private Pair client;
  private EdgeWorld world;
  private Path certificate = Path.of("");
  private Path key = Path.of("");

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Certificates certificates = new Certificates(folder);
    first = certificates.make("first", "EC");
    second = certificates.make("second", "RSA");
    client = certificates.make("client", "EC");
    certificate = folder.resolve("server.crt");
    key = folder.resolve("server.key");
    install(first);
    world = EdgeWorld.start(EdgeWorld.config().withTls(files()));
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private EdgeTls files() {
    return new EdgeTls(certificate, key, null, false, OFTEN);
  }

  private void install(Pair pair) throws IOException {
    Files.copy(pair.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(pair.key(), key, StandardCopyOption.REPLACE_EXISTING);
  }

  private static SSLContext trusting(Pair server, @Nullable Pair own)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream in = new FileInputStream(server.certificate().toFile())) {
      trusted.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory keys = null;
    if (own != null) {
      keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      char[] password = "password".toCharArray();
      keys.init(KeyStore.getInstance(own.store().toFile(), password), password);
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private HttpResponse<String> ask(int port, HttpClient.Version version, Pair server)
      throws IOException, GeneralSecurityException, InterruptedException {
    try (HttpClient http =
        HttpClient.newBuilder().version(version).sslContext(trusting(server, null)).build()) {
      var request =
          HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/v1/authz/forward"))
              .header("X-Forwarded-Method", "GET")
              .header("X-Forwarded-Uri", "/orders/17")
              .header("X-VTEX-API-AppKey", EdgeWorld.VIEWER)
              .header("X-VTEX-API-AppToken", world.token(EdgeWorld.VIEWER))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private static String subject(SSLSocket socket) throws IOException {
    socket.startHandshake();
    var shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
    return shown.getSubjectX500Principal().getName();
  }

  @Test
  void bothVersionsOfHttpAreSpoken() throws Exception {
    for (var version : List.of(HttpClient.Version.HTTP_1_1, HttpClient.Version.HTTP_2)) {
      var answer = ask(world.port(), version, first);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(version);
      assertThat(answer.headers().firstValue("X-Counterfoil-Account")).hasValue("acme");
    }
  }

  @Test
  void whoDoesNotSpeakTlsHurtsNobodyElse() throws Exception {
    try (Wire plain = new Wire(world.port())) {
      plain.write(Wire.request("GET /health/live"));

      assertThat(plain.endsUnread()).isTrue();
    }
    assertThat(ask(world.port(), HttpClient.Version.HTTP_2, first).statusCode()).isEqualTo(200);
  }

  @Test
  void aRenewedCertificateIsShownToNewConnections_andOldOnesGoOn() throws Exception {
    Path own = Files.createDirectory(folder.resolve("renewed"));
    EdgeTls files = new EdgeTls(own.resolve("crt"), own.resolve("key"), null, false, OFTEN);
    Files.copy(first.certificate(), files.certificate());
    Files.copy(first.key(), files.key());
    try (EdgeWorld renewed = EdgeWorld.start(EdgeWorld.config().withTls(files));
        SSLSocket old = connect(renewed.port(), first)) {
      assertThat(subject(old)).isEqualTo("CN=first");
      Files.copy(second.certificate(), files.certificate(), StandardCopyOption.REPLACE_EXISTING);
      // Between the two steps of a renewal the pair does not fit, and the old one stays.
      try (SSLSocket meanwhile = connect(renewed.port(), first)) {
        assertThat(subject(meanwhile)).isEqualTo("CN=first");
      }
      Files.copy(second.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);

      Eventually.holds(() -> {
        try (SSLSocket one = connect(renewed.port(), second)) {
          return subject(one).equals("CN=second");
        }
      });
      old.getOutputStream()
          .write(Wire.request("GET /health/live").getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(old.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 200");
    }
  }

  private static SSLSocket connect(int port, Pair server) throws Exception {
    return (SSLSocket) trusting(server, null).getSocketFactory().createSocket("127.0.0.1", port);
  }

  @Test
  void aClientWithoutACertificateIsSentAway_whereOneIsDemanded() throws Exception {
    EdgeTls files = files().withClients(client.certificate(), true);
    try (EdgeWorld mutual = EdgeWorld.start(EdgeWorld.config().withTls(files))) {
      URI live = URI.create("https://127.0.0.1:" + mutual.port() + "/health/live");
      try (HttpClient known = HttpClient.newBuilder().sslContext(trusting(first, client)).build();
          HttpClient stranger = HttpClient.newBuilder().sslContext(trusting(first, null)).build()) {
        var request = HttpRequest.newBuilder(live).build();

        assertThat(known.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
            .isEqualTo(200);
        assertThatThrownBy(() -> stranger.send(request, HttpResponse.BodyHandlers.ofString()))
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void aPairThatDoesNotFitIsSaidInOneSentence() {
    EdgeTls wrong = EdgeTls.of(first.certificate(), second.key());
    assertThatThrownBy(() -> EdgeWorld.start(EdgeWorld.config().withTls(wrong)))
        .isInstanceOf(EdgeException.class)
        .hasMessageContaining("`" + second.key() + "`");
    EdgeTls absent = EdgeTls.of(folder.resolve("absent"), second.key());
    assertThatThrownBy(() -> EdgeWorld.start(EdgeWorld.config().withTls(absent)))
        .isInstanceOf(EdgeException.class)
        .hasMessageContaining("edge-tls-cert");
    EdgeTls swapped = EdgeTls.of(first.key(), first.certificate());
    assertThatThrownBy(() -> EdgeWorld.start(EdgeWorld.config().withTls(swapped)))
        .isInstanceOf(EdgeException.class)
        .hasMessageContaining("PEM");
  }
}
