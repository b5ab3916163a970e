package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The real nginx, running the very configuration that the how-to shows.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NginxTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Path folder = Path.of("");
  private @Nullable EdgeWorld running;
  private @Nullable HttpServer api;
  private @Nullable Process nginx;
  private int port;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  /// What reached the API.
  private record Seen(Map<String, String> headers, String body) {}

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    Optional<Path> program = program();
    assumeTrue(program.isPresent(), "not run: nginx is not on the PATH; install nginx-light");
    folder = temporary;
    running = EdgeWorld.start();
    HttpServer stub =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api = stub;
    stub.createContext("/", this::answer);
    stub.start();
    port = freePort();
    Path config =
        Files.writeString(folder.resolve("nginx.conf"), configuration(stub.getAddress().getPort()));
    Process started =
        new ProcessBuilder(
                program.get().toString(),
                "-p",
                folder.toString(),
                "-c",
                config.toString(),
                "-g",
                "daemon off;")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    nginx = started;
    awaitPort(started);
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (nginx != null) {
      nginx.destroy();
      assertThat(nginx.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
    if (api != null) {
      api.stop(0);
    }
    if (running != null) {
      running.close();
    }
  }

  private EdgeWorld world() {
    return Objects.requireNonNull(running);
  }

  private Seen seenAt(String uri) {
    return Objects.requireNonNull(seen.get(uri), uri);
  }

  private static Optional<Path> program() {
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
    return Stream.of(path.split(File.pathSeparator))
        .map(one -> Path.of(one, "nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private String configuration(int apiPort) throws IOException {
    Path page = Path.of(System.getProperty("counterfoil.root"), "docs", "how-to", "nginx.md");
    var block =
        Pattern.compile("```nginx\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(page));
    assertThat(block.find()).as("the configuration in the how-to").isTrue();
    String shown =
        block
            .group(1)
            .replace("127.0.0.1:8180", "127.0.0.1:" + world().port())
            .replace("127.0.0.1:9000", "127.0.0.1:" + apiPort)
            .replace("127.0.0.1:8000", "127.0.0.1:" + port);
    return """
    %3$s
    worker_processes 1;
    pid %1$s/nginx.pid;
    error_log %1$s/error.log;
    events { }
    http {
    access_log off;
    client_body_temp_path %1$s/body;
    proxy_temp_path %1$s/proxy;
    fastcgi_temp_path %1$s/fastcgi;
    uwsgi_temp_path %1$s/uwsgi;
    scgi_temp_path %1$s/scgi;
    %2$s
    }
    """
        .formatted(folder, shown, isRoot() ? "user root;" : "");
  }

  /// The worker of a root's nginx is somebody else, who may not write into this test's folder.
  private static boolean isRoot() {
    return System.getProperty("user.name", "").equals("root");
  }

  private void awaitPort(Process started) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isListening()) {
      if (!started.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("nginx: " + Files.readString(folder.resolve("output")));
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private boolean isListening() {
    try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return probe.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new ConcurrentHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name, String.join("|", values)));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    seen.put(exchange.getRequestURI().toString(), new Seen(headers, body));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @Test
  void anAllowedRequestReachesTheApi_withWhoCalledAndWithoutTheSecret() throws IOException {
    var reply =
        Wire.ask(
            port,
            "GET /orders/1?a=%2F",
            world().pair(EdgeWorld.VIEWER),
            "X-Counterfoil-Key: forged",
            "X-Counterfoil-Roles: Owner",
            "X-Forwarded-Uri: /me",
            "X-Original-URL: http://elsewhere/me",
            "X-Counterfoil-Account: beta");
    Seen at = seenAt("/orders/1?a=%2F");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(at.headers().get("X-counterfoil-account")).isEqualTo("acme");
    assertThat(at.headers().get("X-counterfoil-key")).isEqualTo(EdgeWorld.VIEWER);
    assertThat(at.headers().get("X-counterfoil-roles")).startsWith("Order viewer");
    assertThat(at.headers().toString()).doesNotContain(world().token(EdgeWorld.VIEWER));
  }

  @Test
  void theBodyOfAPostArrivesWhole() throws IOException {
    String head =
        Wire.request("POST /orders", world().pair(EdgeWorld.VIEWER), "Content-Length: 12000");
    try (Wire wire = new Wire(port)) {
      wire.write(head + "o".repeat(12_000));

      assertThat(wire.read(false).status())
          .as(Files.readString(folder.resolve("error.log")))
          .isEqualTo(200);
    }
    assertThat(seenAt("/orders").body()).hasSize(12_000);
  }

  @Test
  void aRefusalOf403IsAProblemForTheCaller() throws IOException {
    var reply = Wire.ask(port, "GET /orders/2", world().pair(EdgeWorld.NO_ROLE));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.header("X-Counterfoil-Refusal-Id")).startsWith("cf-");
    assertThat(new JsonObject(reply.body()).getString("code")).isEqualTo("role_missing");
    assertThat(seen).doesNotContainKey("/orders/2");
  }

  @Test
  void aRefusalOf401AsksForAPairOnce() throws IOException {
    var reply = Wire.ask(port, "GET /orders/3?appKey=a");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.all("WWW-Authenticate")).hasSize(1);
    assertThat(reply.header("WWW-Authenticate")).contains(reply.header("X-Counterfoil-Refusal-Id"));
    assertThat(new JsonObject(reply.body()).getString("code"))
        .isEqualTo("credentials_in_wrong_place");
  }

  @Test
  void aRefusedPostIsAnsweredToo() throws IOException {
    try (Wire wire = new Wire(port)) {
      wire.write(Wire.request("POST /orders?refused", "Content-Length: 5") + "order");

      assertThat(wire.read(false).status()).isEqualTo(401);
    }
    assertThat(seen).doesNotContainKey("/orders?refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/a/../orders/4", "//orders/4", "/orders/./4", "/orders/4;x", "/orders%2F4"})
  void anAmbiguousPathDoesNotReachTheApi(String path) throws IOException {
    var reply = Wire.ask(port, "GET " + path, world().pair(EdgeWorld.VIEWER));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(new JsonObject(reply.body()).getString("code")).isEqualTo("path_ambiguous");
    assertThat(seen).doesNotContainKey(path);
  }

  @Test
  void nobodyReachesTheCheckFromOutside() throws IOException {
    assertThat(Wire.ask(port, "GET /_counterfoil", world().pair(EdgeWorld.VIEWER)).status())
        .isEqualTo(404);
  }
}
