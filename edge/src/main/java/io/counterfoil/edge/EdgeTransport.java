package io.counterfoil.edge;

import io.vertx.core.transport.Transport;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A way to the network.
///
/// @param description which it is, and why not a better one, for the start-up line
public record EdgeTransport(Transport transport, String description) {
  /// Which way to take.
  public enum Choice {
    /// The best that this machine allows.
    AUTO,
    /// Linux's io_uring: one system call for many reads and writes.
    IO_URING,
    /// Linux's epoll.
    EPOLL,
    /// What the JDK brings, everywhere.
    NIO;

    /// The choice of that name, in any letter case.
    ///
    /// @throws IllegalArgumentException if there is none
    public static Choice of(String name) {
      for (Choice choice : values()) {
        if (choice.toString().equalsIgnoreCase(name)) {
          return choice;
        }
      }
      throw new IllegalArgumentException(
          "edge-transport: `" + name + "` (expected: auto, io_uring, epoll or nio)");
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The chosen way.
  ///
  /// @throws EdgeException if this machine does not allow it
  public static EdgeTransport of(Choice choice) {
    return switch (choice) {
      case AUTO -> best();
      case IO_URING -> demanded(choice, Transport.IO_URING);
      case EPOLL -> demanded(choice, Transport.EPOLL);
      case NIO -> new EdgeTransport(Transport.NIO, "NIO, as asked for");
    };
  }

  private static EdgeTransport demanded(Choice choice, @Nullable Transport transport) {
    if (transport == null || !transport.available()) {
      throw new EdgeException(
          "edge-transport: `"
              + choice
              + "` is not to be had here: "
              + reason(transport)
              + " (expected: auto, or one that is)");
    }
    return new EdgeTransport(transport, choice + ", as asked for");
  }

  /// The best way that this machine allows: io_uring, else epoll, else the JDK's NIO.
  private static EdgeTransport best() {
    Transport ring = Transport.IO_URING;
    if (ring != null && ring.available()) {
      return new EdgeTransport(ring, "io_uring, the best of all");
    }
    String withoutRing = "io_uring: " + reason(ring);
    Transport epoll = Transport.EPOLL;
    return epoll != null && epoll.available()
        ? new EdgeTransport(epoll, "epoll, because of " + withoutRing)
        : new EdgeTransport(
            Transport.NIO, "NIO, because of " + withoutRing + "; epoll: " + reason(epoll));
  }

  /// This way if it takes Unix domain sockets, else the next best.
  EdgeTransport forSockets() {
    if (transport.implementation().supportsDomainSockets()) {
      return this;
    }
    Transport epoll = Transport.EPOLL;
    return epoll != null && epoll.available()
        ? new EdgeTransport(epoll, "epoll, since " + transport.name() + " takes none")
        : new EdgeTransport(Transport.NIO, "NIO, since " + transport.name() + " takes none");
  }

  /// The same with a doorkeeper at every socket that listens.
  ///
  /// @param speaksHttp whether these sockets speak HTTP, with or without TLS
  Transport guarded(Admission admission, Watches watches, boolean speaksHttp) {
    var implementation =
        new GuardedTransport(transport.implementation(), admission, watches, speaksHttp);
    return new Transport() {
      @Override
      public String name() {
        return transport.name();
      }

      @Override
      public boolean available() {
        return transport.available();
      }

      @Override
      public @Nullable Throwable unavailabilityCause() {
        return transport.unavailabilityCause();
      }

      @Override
      public io.vertx.core.spi.transport.Transport implementation() {
        return implementation;
      }
    };
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
