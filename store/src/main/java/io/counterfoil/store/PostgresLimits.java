package io.counterfoil.store;

import java.util.Properties;

/// How much of a PostgreSQL server one process may take, and for how long it waits. Each is an
/// option of the address, beside those of the driver.
///
/// @param connections the most that write, and the most that read
/// @param statementSeconds how long one statement of a commit may take
/// @param lockSeconds how long it may wait for another transaction
/// @param readSeconds how long one statement that reads may take, such as those of a whole load
record PostgresLimits(int connections, int statementSeconds, int lockSeconds, int readSeconds) {
  private static final int MOST_CONNECTIONS = 100;
  private static final int LONGEST_SECONDS = 86_400;
  private static final PostgresLimits USUAL = new PostgresLimits(4, 30, 10, 600);

  /// Takes its own options out of those of the address.
  ///
  /// @throws IllegalArgumentException if one of them is no number, or too small or large
  static PostgresLimits takenFrom(Properties options) {
    return new PostgresLimits(
        take(options, "connections", USUAL.connections, MOST_CONNECTIONS),
        take(options, "statementSeconds", USUAL.statementSeconds, LONGEST_SECONDS),
        take(options, "lockSeconds", USUAL.lockSeconds, LONGEST_SECONDS),
        take(options, "readSeconds", USUAL.readSeconds, LONGEST_SECONDS));
  }

  private static int take(Properties options, String name, int usual, int most) {
    if (!(options.remove(name) instanceof String text)) {
      return usual;
    }
    if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException(
          "store: option `"
              + name
              + "` is no number that it can have (expected: 1 to "
              + most
              + ")");
    }
    return Integer.parseInt(text);
  }
}
