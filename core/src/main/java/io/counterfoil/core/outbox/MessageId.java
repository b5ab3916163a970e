package io.counterfoil.core.outbox;

import java.util.UUID;

/// Names a message for ever, also to its receivers, who know a repetition by it.
public record MessageId(UUID value) {
  private static final String PREFIX = "msg_";

  /// A fresh one.
  public static MessageId fresh() {
    return new MessageId(UUID.randomUUID());
  }

  /// The id that the text stands for.
  ///
  /// @throws IllegalArgumentException if it is none
  public static MessageId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("message: (expected: msg_ and a UUID)");
    }
    return new MessageId(UUID.fromString(text.substring(PREFIX.length())));
  }

  @Override
  public String toString() {
    return PREFIX + value;
  }
}
