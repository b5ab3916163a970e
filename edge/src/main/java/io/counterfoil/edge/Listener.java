package io.counterfoil.edge;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One address that the edge listens at: one door on each of its event loops.
final class Listener {

  private final Vertx vertx;
  private final boolean ownsVertx;
  private final SocketAddress address;
  private final Supplier<? extends Door> doors;
  private volatile @Nullable Door any;
  private volatile @Nullable String deployment;

  /// @param ownsVertx whether its event loops end with it
  /// @param doors makes what answers on one event loop
  Listener(Vertx vertx, boolean ownsVertx, SocketAddress address, Supplier<? extends Door> doors) {
    this.vertx = vertx;
    this.ownsVertx = ownsVertx;
    this.address = address;
    this.doors = doors;
  }

  /// Speaks TLS so with those who connect from now on.
  Future<?> resecure(ServerSSLOptions tls) {
    Door open = any;
    return open == null ? Future.succeededFuture() : open.resecure(tls);
  }

  /// Begins to listen.
  ///
  /// @throws EdgeException if it cannot
  void listen(int eventLoops) {
    try {
      deployment =
          await(vertx.deployVerticle(Loop::new, new DeploymentOptions().setInstances(eventLoops)));
    } catch (ExecutionException | TimeoutException e) {
      closeVertx();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new EdgeException(
          "edge: cannot listen at `%s`: %s (expected: a free address of this machine)"
              .formatted(place(), cause.getMessage()),
          e);
    }
  }

  private String place() {
    return address.isDomainSocket()
        ? "unix:" + address.path()
        : address.host() + ":" + Math.max(address.port(), 0);
  }

  /// The port that it listens at.
  int port() {
    Door open = any;
    return open == null ? 0 : open.port();
  }

  /// Stops; whatever is still open is cut.
  ///
  /// @throws EdgeException if it cannot in order
  void close() {
    String deployed = deployment;
    deployment = null;
    try {
      if (deployed != null) {
        await(vertx.undeploy(deployed));
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new EdgeException("edge: did not stop in order: " + e.getMessage(), e);
    } finally {
      closeVertx();
    }
  }

  private void closeVertx() {
    if (ownsVertx) {
      try {
        await(vertx.close());
      } catch (ExecutionException | TimeoutException e) {
        throw new EdgeException("edge: event loops did not stop: " + e.getMessage(), e);
      }
    }
  }

  static <T> T await(Future<T> future) throws ExecutionException, TimeoutException {
    return Awaited.of(
        future, e -> new EdgeException("edge: interrupted while it started or stopped", e));
  }

  /// One event loop's share.
  private final class Loop extends VerticleBase {
    private @Nullable Door door;

    @Override
    public Future<?> start() {
      Door own = doors.get();
      door = own;
      return own.open(address).onSuccess(_ -> any = own);
    }

    @Override
    public Future<?> stop() {
      Door own = door;
      return own == null ? Future.succeededFuture() : own.close();
    }
  }
}
