package io.counterfoil.edge;

import io.vertx.core.transport.Transport;
import org.jspecify.annotations.Nullable;

/// The best way to the network that this machine allows: io_uring, else epoll, else the JDK's NIO.
///
/// @param description which it is, and why not a better one, for the start-up line
public record EdgeTransport(Transport transport, String description) {
  /// Tries them.
  public static EdgeTransport best() {
    Transport ring = Transport.IO_URING;
    if (ring != null && ring.available()) {
      return new EdgeTransport(ring, "io_uring");
    }
    String withoutRing = "io_uring: " + reason(ring);
    Transport epoll = Transport.EPOLL;
    return epoll != null && epoll.available()
        ? new EdgeTransport(epoll, "epoll (" + withoutRing + ")")
        : new EdgeTransport(
            Transport.NIO, "NIO (" + withoutRing + "; epoll: " + reason(epoll) + ")");
  }

  private static String reason(@Nullable Transport transport) {
    if (transport == null) {
      return "not on the class path";
    }
    Throwable cause = transport.unavailabilityCause();
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause == null ? null : cause.getMessage();
    return message == null ? "not available" : message.lines().findFirst().orElse("not available");
  }
}
