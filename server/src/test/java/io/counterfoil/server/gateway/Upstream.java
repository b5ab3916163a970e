package io.counterfoil.server.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// An API that tells what reached it: answers with the request as JSON, echoes over WebSockets, and
/// streams at `/stream`.
final class Upstream implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final Vertx vertx = Vertx.vertx();
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private final Queue<Runnable> streams = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  Upstream() throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::handle)
            .webSocketHandler(socket -> {
              seen.add("WEBSOCKET " + socket.uri());
              socket.textMessageHandler(text -> socket.writeTextMessage("echo " + text));
            })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void handle(HttpServerRequest request) {
    seen.add(request.method() + " " + request.uri());
    if (request.uri().endsWith("?stream")) {
      var response = request.response().setChunked(true);
      response.write("first\n");
      streams.add(() -> response.end("last\n"));
      return;
    }
    request
        .body()
        .onSuccess(body -> {
          var headers = new JsonObject();
          request
              .headers()
              .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
          request
              .response()
              .end(
                  new JsonObject()
                      .put("method", request.method().name())
                      .put("uri", request.uri())
                      .put("headers", headers)
                      .put("length", body.length())
                      .put("sum", sum(body))
                      .toBuffer());
        });
  }

  static long sum(Buffer body) {
    long sum = 0;
    for (byte one : body.getBytes()) {
      sum = sum * 31 + one;
    }
    return sum;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /// Method and target of each request that reached it.
  Queue<String> seen() {
    return seen;
  }

  /// Ends the streams that are open.
  void endStreams() {
    streams.forEach(Runnable::run);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
