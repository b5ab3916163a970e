package io.counterfoil.bench;

import io.counterfoil.edge.EdgeTransport;
import io.envoyproxy.envoy.service.auth.v3.AuthorizationGrpc;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerSocketChannel;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.transport.Transport;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.server.GrpcServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/// Envoy's external authorization over gRPC, carried by one library or another, on one event loop.
/// Like [EdgeUnderTest] it prints one line when it listens and ends with its input.
public final class GrpcUnderTest {
  private static final String HOST = "127.0.0.1";

  private GrpcUnderTest() {}

  /// Runs.
  ///
  /// @param arguments the snapshot file of the population; `vertx-io_uring`, `vertx-epoll` or
  ///   `grpc-netty`
  public static void main(String[] arguments) throws IOException {
    var authorizer = new CheckAuthorizer(Deployment.mapped(Path.of(arguments[0])));
    int port =
        switch (arguments[1]) {
          case "vertx-io_uring" -> vertx(authorizer, EdgeTransport.Choice.IO_URING);
          case "vertx-epoll" -> vertx(authorizer, EdgeTransport.Choice.EPOLL);
          case "grpc-netty" -> grpcNetty(authorizer);
          default ->
              throw new IllegalArgumentException(
                  "library: `%s` (expected: vertx-io_uring, vertx-epoll or grpc-netty)"
                      .formatted(arguments[1]));
        };
    System.out.println("ready " + port);
    SelfReport.answer(System.in, System.out);
    Runtime.getRuntime().halt(0);
  }

  private static int vertx(CheckAuthorizer authorizer, EdgeTransport.Choice choice) {
    Transport transport = EdgeTransport.of(choice).transport();
    Vertx vertx =
        Vertx.builder()
            .with(new VertxOptions().setEventLoopPoolSize(1))
            .withTransport(transport)
            .build();
    ServiceMethod<CheckRequest, CheckResponse> check =
        ServiceMethod.server(
            ServiceName.create("envoy.service.auth.v3", "Authorization"),
            "Check",
            GrpcMessageEncoder.encoder(),
            GrpcMessageDecoder.decoder(CheckRequest.getDefaultInstance()));
    GrpcServer grpc =
        GrpcServer.server(vertx)
            .callHandler(
                check,
                call -> call.handler(request -> call.response().end(authorizer.check(request))));
    return vertx
        .createHttpServer(new HttpServerOptions().setHost(HOST).setPort(0))
        .requestHandler(grpc)
        .listen()
        .await()
        .actualPort();
  }

  private static int grpcNetty(CheckAuthorizer authorizer) throws IOException {
    var loop = new EpollEventLoopGroup(1);
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .bossEventLoopGroup(loop)
            .workerEventLoopGroup(loop)
            .channelType(EpollServerSocketChannel.class)
            .directExecutor()
            .addService(new Service(authorizer))
            .build()
            .start();
    return server.getPort();
  }

  private static final class Service extends AuthorizationGrpc.AuthorizationImplBase {
    private final CheckAuthorizer authorizer;

    Service(CheckAuthorizer authorizer) {
      this.authorizer = authorizer;
    }

    @Override
    public void check(CheckRequest request, StreamObserver<CheckResponse> answer) {
      answer.onNext(authorizer.check(request));
      answer.onCompleted();
    }
  }
}
