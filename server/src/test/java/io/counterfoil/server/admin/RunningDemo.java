package io.counterfoil.server.admin;

import io.counterfoil.server.catalogue.CatalogueFile;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.demo.DemoAccount;
import io.counterfoil.server.demo.DemoCredentials;
import io.counterfoil.server.wiring.CounterfoilServer;
import io.counterfoil.server.wiring.DataDirectory;
import io.counterfoil.server.wiring.OutboundConfig;
import io.counterfoil.server.wiring.ServerConfig;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A whole server with the demo account, on free ports.
public final class RunningDemo implements AutoCloseable {
  private final CounterfoilServer server;
  private final DemoCredentials credentials;
  private final String operator;
  private final HttpClient client = HttpClient.newHttpClient();

  /// Starts it on the embedded store; its data lie in the directory.
  public RunningDemo(Path directory) {
    this(directory, TestStore.SQLITE, InstantSource.system());
  }

  /// The same, by another clock.
  public RunningDemo(Path directory, InstantSource clock) {
    this(directory, TestStore.SQLITE, clock);
  }

  RunningDemo(Path directory, TestStore store, InstantSource clock) {
    this(directory, store, clock, config -> config);
  }

  RunningDemo(Path directory, TestStore store, InstantSource clock, OutboundConfig outbound) {
    this(directory, store, clock, config -> config.withOutbound(outbound));
  }

  RunningDemo(
      Path directory, TestStore store, InstantSource clock, UnaryOperator<ServerConfig> more) {
    var config = more.apply(ServerConfig.loopback(directory).withStore(store.fresh()));
    var data = new DataDirectory(directory, new SecureRandom());
    server = CounterfoilServer.start(config, data, clock);
    operator = data.operatorToken().reveal();
    credentials = new DemoAccount(server.parts(), new SecureRandom()).create();
  }

  /// An answer.
  public record Reply(int status, String text, HttpResponse<String> whole) {
    /// The cookie of that name that the answer sets, as a browser sends it back.
    String cookie(String name) {
      return whole.headers().allValues("set-cookie").stream()
          .filter(cookie -> cookie.startsWith(name + "="))
          .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
          .findAny()
          .orElseThrow();
    }

    public JsonObject json() {
      return new JsonObject(text);
    }
  }

  /// What its surfaces work with.
  public Parts parts() {
    return server.parts();
  }

  CounterfoilServer server() {
    return server;
  }

  String password() {
    return credentials.password();
  }

  /// What the demo's credentials hold under that name.
  public String value(String variable) {
    return credentials.value(variable);
  }

  /// Where the control server is reached.
  public String url() {
    return server.controlUrl();
  }

  /// Where its edge is reached.
  public int edgePort() {
    return server.edgePort();
  }

  /// As a key of the demo; `more` are headers, names and values in turn.
  Reply as(String who, String method, String path, @Nullable String body, String... more) {
    List<String> headers =
        new ArrayList<>(
            List.of(
                "X-VTEX-API-AppKey",
                credentials.value(who + "_KEY"),
                "X-VTEX-API-AppToken",
                credentials.value(who + "_TOKEN")));
    headers.addAll(List.of(more));
    return send(server.controlUrl() + path, method, body, headers.toArray(String[]::new));
  }

  /// Sends a form, as a browser does.
  Reply form(String path, String fields) {
    return send(
        server.controlUrl() + path,
        "POST",
        fields,
        "Content-Type",
        "application/x-www-form-urlencoded",
        "User-Agent",
        "a browser");
  }

  public Reply asOperator(String method, String path, @Nullable String body) {
    return send(server.controlUrl() + path, method, body, "Authorization", "Bearer " + operator);
  }

  /// What the operator sends along: names and values in turn.
  List<String> operatorHeaders() {
    return List.of("Authorization", "Bearer " + operator);
  }

  /// Asks for a documented operation with these headers, names and values in turn.
  Reply sending(List<String> headers, DocumentedOperation asked) {
    List<String> all = new ArrayList<>(headers);
    all.addAll(List.of("Content-Type", asked.type()));
    return send(
        server.controlUrl() + asked.path(),
        asked.method(),
        asked.body(),
        all.toArray(String[]::new));
  }

  Reply asUser(String token, String method, String path, @Nullable String body) {
    return send(server.controlUrl() + path, method, body, "VtexIdclientAutCookie", token);
  }

  /// As a browser with that session: `Set-Cookie` of an answer, up to its first semicolon.
  Reply inBrowser(String cookie, String method, String path, @Nullable String body) {
    return send(
        server.controlUrl() + path, method, body, "Cookie", cookie, "X-Counterfoil-Csrf", "1");
  }

  Reply sendingOnly(List<String> headers, String method, String path, @Nullable String body) {
    return send(server.controlUrl() + path, method, body, headers.toArray(String[]::new));
  }

  Reply asNobody(String method, String path, @Nullable String body) {
    return send(server.controlUrl() + path, method, body, "X-Request-Id", "nobody");
  }

  /// Posts JSON as nobody; `headers` are names and values in turn.
  Reply asNobodySending(String path, String body, String... headers) {
    return send(server.controlUrl() + path, "POST", body, headers);
  }

  /// As whoever presents the pair.
  Reply asPair(String appKey, String token, String method, String path) {
    return send(
        server.controlUrl() + path,
        method,
        null,
        "X-VTEX-API-AppKey",
        appKey,
        "X-VTEX-API-AppToken",
        token);
  }

  /// As a proxy asks; `more` are headers, names and values in turn.
  public Reply throughTheEdge(
      String appKey, String token, String method, String target, String... more) {
    List<String> headers =
        new ArrayList<>(
            List.of(
                "X-Original-Method",
                method,
                "X-Original-URI",
                target,
                "X-VTEX-API-AppKey",
                appKey,
                "X-VTEX-API-AppToken",
                token));
    headers.addAll(List.of(more));
    return send(
        "http://127.0.0.1:" + server.edgePort() + "/v1/authz/forward",
        "GET",
        null,
        headers.toArray(String[]::new));
  }

  /// As a proxy asks; `headers` are names and values in turn.
  Reply atTheEdge(String method, String target, String... headers) {
    List<String> all =
        new ArrayList<>(List.of("X-Original-Method", method, "X-Original-URI", target));
    all.addAll(List.of(headers));
    return send(
        "http://127.0.0.1:" + server.edgePort() + "/v1/authz/forward",
        "GET",
        null,
        all.toArray(String[]::new));
  }

  /// The same at the edge of another server on this machine, for a reading call.
  public Reply throughTheEdgeAt(int port, String appKey, String token, String target) {
    return send(
        "http://127.0.0.1:" + port + "/v1/authz/forward",
        "GET",
        null,
        "X-Original-Method",
        "GET",
        "X-Original-URI",
        target,
        "X-VTEX-API-AppKey",
        appKey,
        "X-VTEX-API-AppToken",
        token);
  }

  /// The text of the catalogue that comes with the server.
  String catalogue() {
    try (InputStream in = CatalogueFile.class.getResourceAsStream("vtex.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Reply asOperatorSending(String method, String path, String body, String type, String... more) {
    List<String> headers =
        new ArrayList<>(List.of("Content-Type", type, "Authorization", "Bearer " + operator));
    headers.addAll(List.of(more));
    return send(server.controlUrl() + path, method, body, headers.toArray(String[]::new));
  }

  /// The bytes of a file.
  byte[] download(String who, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.controlUrl() + path))
            .header("X-VTEX-API-AppKey", credentials.value(who + "_KEY"))
            .header("X-VTEX-API-AppToken", credentials.value(who + "_TOKEN"))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Reply send(String url, String method, @Nullable String body, String... headers) {
    var publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).headers(headers).method(method, publisher);
    if (body != null && !List.of(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
