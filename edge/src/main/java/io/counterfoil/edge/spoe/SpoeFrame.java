package io.counterfoil.edge.spoe;

import java.util.List;
import java.util.Map;

/// What HAProxy says.
public sealed interface SpoeFrame {
  /// The greeting.
  ///
  /// @param frameSize the largest frame that it takes
  /// @param isHealthCheck whether it only wants to see that somebody answers
  record Hello(int frameSize, boolean isHealthCheck) implements SpoeFrame {}

  /// A question.
  ///
  /// @param stream with `frame`, what the answer is told apart by
  /// @param message the message's name; empty if there was none
  /// @param arguments the message's arguments by name, without those that had no value
  record Notify(long stream, long frame, String message, Map<String, String> arguments)
      implements SpoeFrame {
    /// The lines of headers in the argument of that name (`req.hdrs_bin`).
    ///
    /// @throws SpoeException if it holds something else
    public List<Map.Entry<String, String>> headers(String argument) {
      String binary = arguments.get(argument);
      return binary == null ? List.of() : SpoeReader.headers(binary);
    }
  }

  /// The farewell.
  record Disconnect() implements SpoeFrame {}

  /// The largest frame that is taken, whatever HAProxy's own is.
  int LARGEST = 65_536;

  /// Reads a frame without its length.
  ///
  /// @throws SpoeException if it is none
  static SpoeFrame read(byte[] bytes) {
    var reader = new SpoeReader(bytes, 0);
    int type = reader.octet();
    int flags = 0;
    for (int i = 0; i < 4; i++) {
      flags = flags << 8 | reader.octet();
    }
    if ((flags & 1) == 0) {
      throw new SpoeException(10, "a frame in fragments");
    }
    long stream = reader.varint();
    long frame = reader.varint();
    return switch (type) {
      case 1 -> hello(reader.pairs());
      case 2 -> new Disconnect();
      case 3 -> notify(reader, stream, frame);
      default -> throw new SpoeException(SpoeReader.INVALID, "a frame of type " + type);
    };
  }

  private static Hello hello(Map<String, String> said) {
    String versions = said.get("supported-versions");
    if (versions == null) {
      throw new SpoeException(5, "no supported-versions");
    }
    if (List.of(versions.split("[, ]+")).stream().noneMatch(one -> one.startsWith("2."))) {
      throw new SpoeException(8, "no version 2");
    }
    String size = said.get("max-frame-size");
    if (size == null) {
      throw new SpoeException(6, "no max-frame-size");
    }
    long largest = Long.parseLong(size);
    if (largest < 256) {
      throw new SpoeException(9, "a max-frame-size below 256");
    }
    return new Hello(
        (int) Math.min(largest, LARGEST), Boolean.parseBoolean(said.get("healthcheck")));
  }

  private static Notify notify(SpoeReader reader, long stream, long frame) {
    if (reader.isAtEnd()) {
      return new Notify(stream, frame, "", Map.of());
    }
    String message = reader.text();
    return new Notify(stream, frame, message, reader.pairs(reader.octet()));
  }
}
