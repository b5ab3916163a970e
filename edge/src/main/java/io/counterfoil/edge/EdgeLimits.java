package io.counterfoil.edge;

import java.time.Duration;

/// How much of the edge its clients may take.
///
/// @param connections the most connections at once
/// @param connectionsPerAddress the most of them from one address; 0 for any number, which suits an
///   edge that one proxy asks
/// @param headerTime how long a request may take to arrive, from its first byte to its last header
/// @param idleTime after how long without a byte a connection is closed
public record EdgeLimits(
    int connections, int connectionsPerAddress, Duration headerTime, Duration idleTime) {
  /// 16,384 connections, 10 seconds for a request to arrive, 75 seconds of silence.
  public static final EdgeLimits DEFAULT =
      new EdgeLimits(16_384, 0, Duration.ofSeconds(10), Duration.ofSeconds(75));

  /// The most bytes of all headers of a request together.
  public static final int HEADER_BYTES = 16 * 1024;

  /// The most headers of a request.
  static final int HEADERS = 100;

  /// The most bytes of a request line, or of the path of an HTTP/2 request.
  public static final int REQUEST_LINE_BYTES = 8 * 1024;

  /// The most requests at once on one HTTP/2 connection.
  static final int STREAMS = 100;

  /// The most requests that a client of one HTTP/2 connection may call off, in [#RESET_SECONDS].
  static final int RESETS = 200;

  /// The time that [#RESETS] is counted in.
  static final int RESET_SECONDS = 30;

  /// @throws IllegalArgumentException if a value is out of range; the message says which
  public EdgeLimits {
    if (connections < 1 || connectionsPerAddress < 0) {
      throw new IllegalArgumentException(
          "edge connections: %d, %d from one address (expected: at least 1, at least 0)"
              .formatted(connections, connectionsPerAddress));
    }
    if (!headerTime.isPositive() || !idleTime.isPositive()) {
      throw new IllegalArgumentException(
          "edge time-outs: `%s` for a request to arrive, `%s` of silence (expected: positive)"
              .formatted(headerTime, idleTime));
    }
  }
}
