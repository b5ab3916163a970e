package io.counterfoil.server.admin;

import io.counterfoil.server.demo.DemoAccount;
import io.counterfoil.server.demo.DemoCredentials;
import io.counterfoil.server.wiring.CounterfoilServer;
import io.counterfoil.server.wiring.DataDirectory;
import io.counterfoil.server.wiring.ServerConfig;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/// A whole server with the demo account, on free ports and the embedded store.
public final class RunningDemo implements AutoCloseable {
  private final CounterfoilServer server;
  private final DemoCredentials credentials;
  private final String operator;
  private final HttpClient client = HttpClient.newHttpClient();

  /// Starts it; its data lie in the directory.
  public RunningDemo(Path directory) {
    var config = ServerConfig.loopback(directory);
    var data = new DataDirectory(directory, new SecureRandom());
    server = CounterfoilServer.start(config, data);
    operator = data.operatorToken().reveal();
    credentials = new DemoAccount(server.parts(), new SecureRandom()).create();
  }

  /// An answer.
  record Reply(int status, String text, HttpResponse<String> whole) {
    JsonObject json() {
      return new JsonObject(text);
    }
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

  Reply as(String who, String method, String path, @Nullable String body) {
    return send(
        server.controlUrl() + path,
        method,
        body,
        "X-VTEX-API-AppKey",
        credentials.value(who + "_KEY"),
        "X-VTEX-API-AppToken",
        credentials.value(who + "_TOKEN"));
  }

  Reply asOperator(String method, String path, @Nullable String body) {
    return send(server.controlUrl() + path, method, body, "Authorization", "Bearer " + operator);
  }

  Reply asUser(String token, String method, String path, @Nullable String body) {
    return send(server.controlUrl() + path, method, body, "VtexIdclientAutCookie", token);
  }

  Reply asNobody(String method, String path, @Nullable String body) {
    return send(server.controlUrl() + path, method, body, "X-Request-Id", "nobody");
  }

  Reply throughTheEdge(String appKey, String token, String method, String target) {
    return send(
        "http://127.0.0.1:" + server.edgePort() + "/v1/authz/forward",
        "GET",
        null,
        "X-Original-Method",
        method,
        "X-Original-URI",
        target,
        "X-VTEX-API-AppKey",
        appKey,
        "X-VTEX-API-AppToken",
        token);
  }

  private Reply send(String url, String method, @Nullable String body, String... headers) {
    var publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).headers(headers).method(method, publisher);
    if (body != null) {
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
