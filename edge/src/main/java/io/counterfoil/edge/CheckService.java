package io.counterfoil.edge;

import io.counterfoil.edge.extauthz.CheckMessage;
import io.counterfoil.edge.extauthz.CheckReply;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcProtocol;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.GrpcServerResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Envoy's external authorization over gRPC, and gRPC's health service. Belongs to one event loop.
final class CheckService {
  private static final String CHECK = "envoy.service.auth.v3.Authorization/Check";
  private static final String HEALTH = "grpc.health.v1.Health/Check";

  /// The most bytes of a question: Envoy's own limit of all headers is 60 KiB.
  private static final long LARGEST = 128 * 1024;

  private final Authorizer authorizer;
  private final ProblemJson problems;
  private final BooleanSupplier isReady;

  CheckService(Authorizer authorizer, ProblemJson problems, BooleanSupplier isReady) {
    this.authorizer = authorizer;
    this.problems = problems;
    this.isReady = isReady;
  }

  /// What answers calls.
  Handler<HttpServerRequest> routes(Vertx vertx) {
    var options =
        new GrpcServerOptions()
            .setMaxMessageSize(LARGEST)
            .removeEnabledProtocol(GrpcProtocol.WEB)
            .removeEnabledProtocol(GrpcProtocol.WEB_TEXT);
    return GrpcServer.server(vertx, options).callHandler(this::call);
  }

  private void call(GrpcServerRequest<Buffer, Buffer> call) {
    GrpcServerResponse<Buffer, Buffer> response = call.response();
    switch (call.fullMethodName()) {
      case CHECK -> call.handler(message -> check(message, response));
      case HEALTH -> call.handler(_ -> response.end(health(isReady.getAsBoolean())));
      default ->
          response
              .status(GrpcStatus.UNIMPLEMENTED)
              .statusMessage("expected: " + CHECK + " or " + HEALTH)
              .end();
    }
  }

  /// `HealthCheckResponse`: serving or not.
  private static Buffer health(boolean isWell) {
    return Buffer.buffer(new byte[] {8, (byte) (isWell ? 1 : 2)});
  }

  private void check(Buffer message, GrpcServerResponse<Buffer, Buffer> response) {
    CheckMessage asked;
    try {
      asked = CheckMessage.read(message.getBytes());
    } catch (IOException e) {
      response
          .status(GrpcStatus.INVALID_ARGUMENT)
          .statusMessage("this is no CheckRequest (expected: envoy.service.auth.v3)")
          .end();
      return;
    }
    authorizer.answer(new Asked(asked, response, problems));
  }

  private static final class Asked extends ToldQuestion {
    private final GrpcServerResponse<Buffer, Buffer> response;
    private boolean isGone;

    Asked(CheckMessage asked, GrpcServerResponse<Buffer, Buffer> response, ProblemJson problems) {
      super(
          Adapter.GRPC,
          headersOf(asked),
          new OriginalRequest.Told(asked.method(), asked.path(), asked.account()),
          asked.source(),
          problems);
      this.response = response;
      response.exceptionHandler(_ -> isGone = true);
    }

    /// Envoy names the host beside the headers; what begins with a colon is HTTP/2's own.
    private static MultiMap headersOf(CheckMessage asked) {
      MultiMap headers = headers(asked.headers());
      headers.names().stream().filter(name -> name.startsWith(":")).forEach(headers::remove);
      String host = asked.host();
      if (host != null && !host.isEmpty()) {
        headers.set("host", host);
      }
      return headers;
    }

    @Override
    public boolean isGone() {
      return isGone;
    }

    @Override
    public void allow(Passage passage) {
      List<Map.Entry<String, String>> told = new ArrayList<>();
      passage.tell(
          (name, value) -> told.add(Map.entry(name.toString().toLowerCase(Locale.ROOT), value)));
      List<Map.Entry<String, String>> back = new ArrayList<>();
      passage
          .rate()
          .tell((name, value) -> back.add(Map.entry(name.toLowerCase(Locale.ROOT), value)));
      response.end(CheckReply.pass(told, Unpassed.of(headers()), back));
    }

    @Override
    void refuse(int status, MultiMap of, Buffer body) {
      response.end(CheckReply.deny(status, lines(of), body));
    }
  }
}
