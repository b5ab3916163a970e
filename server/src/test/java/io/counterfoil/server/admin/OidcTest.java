package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.counterfoil.core.account.Email;
import io.counterfoil.core.change.PeopleCommand;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.store.AuditFilter;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.demo.DemoAccount;
import io.counterfoil.server.wiring.CounterfoilServer;
import io.counterfoil.server.wiring.DataDirectory;
import io.counterfoil.server.wiring.ServerConfig;
import io.counterfoil.server.wiring.SignInConfig;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Signing in by a real identity provider, `oidc-provider` of npm, as a browser does it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before the tests
class OidcTest {
  private static final Path PROVIDER = Path.of("src/test/oidc");
  private static final String SPONSOR = "sponsor@demostore.example";

  private @Nullable Process provider;
  private @Nullable CounterfoilServer running;
  private String url;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    assumeTrue(
        Files.isDirectory(PROVIDER.resolve("node_modules")),
        "not run: the provider is not installed; run `npm ci` in server/" + PROVIDER);
    int port = freePort();
    int control = freePort();
    url = "http://127.0.0.1:" + control;
    provider =
        new ProcessBuilder("node", "provider.mjs", "" + port, url + "/v1/oidc/callback")
            .directory(PROVIDER.toFile())
            .redirectErrorStream(true)
            .start();
    awaitListening(provider);
    running = server(directory, control, description(directory, port));
    new DemoAccount(running.parts(), new SecureRandom()).create();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Path description(Path directory, int port) throws IOException {
    JsonObject described =
        new JsonObject()
            .put("name", "Acme")
            .put("issuer", "http://127.0.0.1:" + port)
            .put("clientId", "counterfoil")
            .put("clientSecret", "a secret: with %");
    return Files.writeString(directory.resolve("oidc.json"), described.encode());
  }

  private static CounterfoilServer server(Path directory, int port, Path oidc) {
    var usual = ServerConfig.loopback(directory.resolve("data"));
    var config =
        new ServerConfig(
            usual.data(),
            usual.store(),
            usual.host(),
            port,
            usual.edge(),
            usual.publicUrl(),
            usual.baseDomain(),
            usual.prefix(),
            usual.trustedHops(),
            usual.outbound(),
            usual.leakKeys(),
            new SignInConfig(null, oidc),
            usual.keepRefusals(),
            null);
    return CounterfoilServer.start(config, new DataDirectory(config.data(), new SecureRandom()));
  }

  /// The provider's output is read to its end, so that it never waits for somebody to read.
  private static void awaitListening(Process started) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      if (line.equals("listening")) {
        Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(_ -> {}));
        return;
      }
    }
    throw new IllegalStateException("the provider ended: " + said);
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (running != null) {
      running.close();
    }
    if (provider != null) {
      provider.destroy();
      assertThat(provider.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  /// A browser with cookies of its own.
  private static final class Browser implements AutoCloseable {
    private final HttpClient client =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();

    HttpResponse<String> get(String at) throws IOException, InterruptedException {
      return followed(
          client.send(
              HttpRequest.newBuilder(URI.create(at)).build(),
              HttpResponse.BodyHandlers.ofString()));
    }

    /// As a browser follows a redirect: with a GET that has nothing of the form any more.
    private HttpResponse<String> followed(HttpResponse<String> response)
        throws IOException, InterruptedException {
      return response.statusCode() == 303 || response.statusCode() == 302
          ? get(
              response
                  .uri()
                  .resolve(response.headers().firstValue("location").orElseThrow())
                  .toString())
          : response;
    }

    HttpResponse<String> post(URI at, String form) throws IOException, InterruptedException {
      return followed(
          client.send(
              HttpRequest.newBuilder(at)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(form))
                  .build(),
              HttpResponse.BodyHandlers.ofString()));
    }

    /// Signs in at the provider and agrees to what it asks.
    HttpResponse<String> signIn(String from, String email)
        throws IOException, InterruptedException {
      HttpResponse<String> login = get(from);
      assertThat(login.body()).contains("name=\"login\"");
      String form = "prompt=login&password=x&login=" + email.replace("@", "%40");
      HttpResponse<String> consent = post(login.uri(), form);
      return post(consent.uri(), "prompt=consent");
    }

    @Override
    public void close() {
      client.close();
    }
  }

  private HttpResponse<String> signedIn(Browser browser, String email)
      throws IOException, InterruptedException {
    return browser.signIn(url + "/v1/oidc/start", email);
  }

  private Parts parts() {
    return Objects.requireNonNull(running).parts();
  }

  private String log() {
    return parts().store().audit(AuditFilter.ALL, Long.MAX_VALUE, 20).toString();
  }

  @Test
  void whoIsAUserHereIsSignedInByTheProvider() throws IOException, InterruptedException {
    try (Browser browser = new Browser()) {
      HttpResponse<String> page = signedIn(browser, SPONSOR);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.uri().getPath()).isEqualTo("/v1/oidc/callback");
      assertThat(page.body()).contains("url=/");
      HttpResponse<String> who = browser.get(url + "/v1/sessions/current");
      assertThat(who.statusCode()).isEqualTo(200);
      assertThat(who.body()).contains(SPONSOR, "\"how\":\"oidc\"");
      HttpResponse<String> again = browser.get(page.uri().toString());
      assertThat(again.uri().getQuery()).isEqualTo("problem=provider");
    }
  }

  @Test
  void whoIsNobodyHereIsLedBack_andBecomesNobody() throws IOException, InterruptedException {
    try (Browser browser = new Browser()) {
      HttpResponse<String> page = signedIn(browser, "stranger@where.example");
      assertThat(page.uri().getQuery()).isEqualTo("problem=provider");
      assertThat(browser.get(url + "/v1/sessions/current").statusCode()).isEqualTo(401);
      assertThat(log())
          .contains("nobody here has the address")
          .doesNotContain("stranger@where.example");
    }
  }

  @Test
  void anAddressThatTheProviderDidNotMakeSureOfIsNobodys()
      throws IOException, InterruptedException {
    var add =
        new PeopleCommand.AddUser(DemoAccount.NAME, new Email("unverified@demostore.example"), "");
    parts().registry().execute(add, new Actor.Operator("test"), new Origin("test", null));
    try (Browser browser = new Browser()) {
      HttpResponse<String> page = signedIn(browser, "unverified@demostore.example");
      assertThat(page.uri().getQuery()).isEqualTo("problem=provider");
      assertThat(browser.get(url + "/v1/sessions/current").statusCode()).isEqualTo(401);
      assertThat(log()).contains("did not make sure");
    }
  }

  @Test
  void anAnswerThatAnotherBrowserAskedForSignsNobodyIn() throws IOException, InterruptedException {
    try (Browser one = new Browser();
        Browser other = new Browser()) {
      one.get(url + "/v1/oidc/start");
      HttpResponse<String> forged =
          other.get(url + "/v1/oidc/callback?code=x&state=" + "A".repeat(43));
      assertThat(forged.uri().getQuery()).isEqualTo("problem=provider");
      HttpResponse<String> wrong =
          one.get(url + "/v1/oidc/callback?code=x&state=" + "A".repeat(43));
      assertThat(wrong.uri().getQuery()).isEqualTo("problem=provider");
      assertThat(one.get(url + "/v1/sessions/current").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void theConsoleLearnsWhatTheProviderIsCalled() throws IOException, InterruptedException {
    try (Browser browser = new Browser()) {
      assertThat(browser.get(url + "/v1/oidc").body()).contains("Acme", url + "/v1/oidc/start");
    }
  }
}
