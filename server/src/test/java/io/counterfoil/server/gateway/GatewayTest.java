package io.counterfoil.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.server.admin.RunningDemo;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A gateway between a real edge and an API.
final class GatewayTest {
  private static final String ORDER = "/api/oms/pvt/orders/v1-1";
  private static final String CANCEL = ORDER + "/cancel";

  @TempDir Path folder;
  private RunningDemo demo;
  private Upstream upstream;
  private Gateway gateway;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws Exception {
    demo = new RunningDemo(folder);
    upstream = new Upstream();
    gateway = Gateway.start(config(URI.create("http://127.0.0.1:" + demo.edgePort())));
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
    upstream.close();
    demo.close();
  }

  private GatewayConfig config(URI edge) {
    return new GatewayConfig(
        "127.0.0.1",
        0,
        upstream.uri(),
        edge,
        "demostore",
        null,
        Duration.ofSeconds(2),
        Duration.ofSeconds(60),
        Duration.ofSeconds(5));
  }

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(URI.create(gateway.url() + target));
  }

  private HttpRequest.Builder asOrders(String target) {
    return request(target)
        .header("X-VTEX-API-AppKey", demo.value("DEMO_ORDERS_KEY"))
        .header("X-VTEX-API-AppToken", demo.value("DEMO_ORDERS_TOKEN"));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private void mayCancel() {
    String account = "/v1/accounts/demostore";
    int role =
        demo.asOperator(
                "POST",
                account + "/roles",
                new JsonObject()
                    .put("name", "Canceller")
                    .put("resources", new JsonArray().add("CancelAction"))
                    .encode())
            .json()
            .getInteger("id");
    var linked =
        demo.asOperator(
            "PUT",
            account + "/keys/" + demo.value("DEMO_ORDERS_KEY") + "/roles",
            new JsonArray().add(role).encode());
    assertThat(linked.status()).isLessThan(300);
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void whatIsAllowedArrivesWhole_withWhoCalls_andWithoutTheCredential(Version version)
      throws Exception {
    mayCancel();
    byte[] body = new byte[3_000_000];
    new Random(7).nextBytes(body);
    HttpResponse<String> answer =
        send(
            asOrders(CANCEL + "?an=demostore")
                .version(version)
                .header("Cookie", "theme=dark; VtexIdclientAutCookie_demostore=; lang=pt")
                .header("X-Forwarded-For", "203.0.113.66")
                .header("X-Counterfoil-Key", "somebody-else")
                .header("X-Counterfoil-Anything", "forged")
                .header("X_Counterfoil_Key", "forged")
                .header("X.Forwarded.For", "forged")
                .header("X_VTEX_API_AppToken", "forged")
                .POST(BodyPublishers.ofByteArray(body)));
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonObject seen = new JsonObject(answer.body());
    assertThat(seen.getString("method")).isEqualTo("POST");
    assertThat(seen.getString("uri")).isEqualTo(CANCEL + "?an=demostore");
    assertThat(seen.getInteger("length")).isEqualTo(body.length);
    assertThat(seen.getLong("sum")).isEqualTo(Upstream.sum(Buffer.buffer(body)));
    JsonObject headers = seen.getJsonObject("headers");
    assertThat(headers.getString("x-counterfoil-key")).isEqualTo(demo.value("DEMO_ORDERS_KEY"));
    assertThat(headers.getString("x-counterfoil-account")).isEqualTo("demostore");
    assertThat(headers.getString("x-forwarded-for")).isEqualTo("127.0.0.1");
    assertThat(headers.getString("cookie")).isEqualTo("theme=dark; lang=pt");
    assertThat(headers.encode())
        .doesNotContain(demo.value("DEMO_ORDERS_TOKEN"), "forged", "x-vtex-api");
  }

  @Test
  void whatIsRefusedGetsTheEdgesAnswer_andTheApiHearsNothing() throws Exception {
    HttpResponse<String> answer = send(asOrders(CANCEL).POST(BodyPublishers.ofString("{}")));
    assertThat(answer.statusCode()).isEqualTo(403);
    JsonObject problem = new JsonObject(answer.body());
    assertThat(problem.getString("code")).isEqualTo("resource_missing");
    assertThat(answer.headers().firstValue("X-Counterfoil-Refusal-Id"))
        .hasValue(problem.getString("refusalId"));
    HttpResponse<String> nobody = send(request(ORDER));
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(nobody.headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("credentials_missing");
    assertThat(upstream.seen()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/oms/pvt/orders/..%2f..%2fadmin",
        "/api//oms/pvt/orders/1",
        "/api/oms/pvt/orders/1;x=/admin",
        "/api/oms/pvt/orders/%00"
      })
  void aPathThatTwoProgramsMayReadDifferentlyGoesNowhere(String path) throws Exception {
    HttpResponse<String> answer = send(asOrders(path));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("path_ambiguous");
    assertThat(upstream.seen()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://other.example/api HTTP/1.1",
        "CONNECT other.example:443 HTTP/1.1",
        "OPTIONS * HTTP/1.1"
      })
  void aTargetThatIsNoPathIsRefused(String line) throws Exception {
    URI address = URI.create(gateway.url());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket
          .getOutputStream()
          .write((line + "\r\nHost: a.example\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(in.readLine()).isEqualTo("HTTP/1.1 400 Bad Request");
    }
    assertThat(upstream.seen()).isEmpty();
  }

  @Test
  void anAnswerIsPassedOnAsItComes() throws Exception {
    HttpResponse<InputStream> answer =
        client.send(asOrders(ORDER + "?stream").build(), BodyHandlers.ofInputStream());
    try (var in =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.US_ASCII))) {
      assertThat(in.readLine()).isEqualTo("first");
      upstream.endStreams();
      assertThat(in.readLine()).isEqualTo("last");
    }
  }

  /// Collects what a WebSocket receives.
  private static final class Received implements WebSocket.Listener {
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean isLast) {
      texts.add(text.toString());
      return WebSocket.Listener.super.onText(socket, text, isLast);
    }
  }

  @Test
  void aWebSocketIsOpenedForWhoMay_andForNobodyElse() throws Exception {
    URI address = URI.create(gateway.url().replace("http", "ws") + ORDER);
    assertThatThrownBy(
            () -> client.newWebSocketBuilder().buildAsync(address, new Received()).join())
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("Handshake");
    assertThat(upstream.seen()).isEmpty();

    Received received = new Received();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .header("X-VTEX-API-AppKey", demo.value("DEMO_ORDERS_KEY"))
            .header("X-VTEX-API-AppToken", demo.value("DEMO_ORDERS_TOKEN"))
            .buildAsync(address, received)
            .join();
    socket.sendText("hello", true).join();
    assertThat(received.texts.poll(30, TimeUnit.SECONDS)).isEqualTo("echo hello");
    assertThat(upstream.seen()).containsExactly("WEBSOCKET " + ORDER);
    socket.abort();
  }

  @Test
  void withoutAnEdgeNothingPasses() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    gateway.close();
    gateway = Gateway.start(config(URI.create("http://127.0.0.1:" + port)));
    HttpResponse<String> answer = send(asOrders(ORDER));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(answer.body()).contains("could not be reached");
    assertThat(upstream.seen()).isEmpty();
  }

  @Test
  void anotherServerInTheEdgesPlaceOpensNothing_whateverItAnswers() throws Exception {
    try (Upstream other = new Upstream()) {
      gateway.close();
      gateway = Gateway.start(config(other.uri()));
      HttpResponse<String> answer = send(asOrders(ORDER));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("it answered 200 (expected: a verdict");
    }
    assertThat(upstream.seen()).isEmpty();
  }

  @Test
  void anEdgeThatDoesNotAnswerInTimeOpensNothing() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      gateway.close();
      gateway = Gateway.start(config(URI.create("http://127.0.0.1:" + silent.getLocalPort())));
      HttpResponse<String> answer = send(asOrders(ORDER));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("gave no verdict");
    }
    assertThat(upstream.seen()).isEmpty();
  }

  @Test
  void anUpstreamThatIsGoneIsSaidToBeSo() throws Exception {
    upstream.close();
    assertThat(send(asOrders(ORDER)).statusCode()).isEqualTo(502);
  }

  @Test
  void addressesThatLeadNowhereAreSaidAtOnce() throws IOException {
    for (String wrong :
        List.of("127.0.0.1:3000", "localhost:3000", "ftp://a.example", "http://a.example/path")) {
      assertThatThrownBy(() -> config(GatewayConfig.address("edge", wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected: scheme, host and port");
    }
    try (ServerSocket taken = new ServerSocket(0)) {
      GatewayConfig good = config(upstream.uri());
      var busy =
          new GatewayConfig(
              good.host(),
              taken.getLocalPort(),
              good.upstream(),
              good.edge(),
              null,
              null,
              good.patience(),
              good.idleTime(),
              good.drain());
      assertThatThrownBy(() -> Gateway.start(busy))
          .isInstanceOf(GatewayException.class)
          .hasMessageContaining("cannot listen at");
    }
  }
}
