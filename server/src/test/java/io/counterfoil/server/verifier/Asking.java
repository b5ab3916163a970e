package io.counterfoil.server.verifier;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks edges and control nodes.
final class Asking implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// What an edge says of a call with the pair: the status, and the code of a refusal.
  String verdict(String edge, String key, String token, String... more) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(edge + "/v1/authz/forward"))
            .headers(
                "X-Original-Method",
                "GET",
                "X-Original-URI",
                "/api/oms/pvt/orders/1",
                "X-VTEX-API-AppKey",
                key,
                "X-VTEX-API-AppToken",
                token);
    if (more.length > 0) {
      request.headers(more);
    }
    HttpResponse<String> reply = send(request.GET());
    return reply.statusCode() == 200
        ? "200"
        : reply.statusCode() + " " + new JsonObject(reply.body()).getString("code");
  }

  HttpResponse<String> get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).GET());
  }

  /// As the operator.
  HttpResponse<String> control(
      String operator, String method, String url, @Nullable JsonObject body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + operator)
            .header("Content-Type", "application/json");
    return send(
        request.method(
            method,
            body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.encode())));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(
          request.timeout(Duration.ofSeconds(40)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The verifiers, as the API lists them.
  List<JsonObject> nodes(String operator, String control) {
    return new JsonObject(control(operator, "GET", control + "/v1/nodes", null).body())
        .getJsonArray("items").stream().map(JsonObject.class::cast).toList();
  }

  @Override
  public void close() {
    client.close();
  }
}
