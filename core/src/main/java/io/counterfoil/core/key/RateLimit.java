package io.counterfoil.core.key;

/// How many requests a key may make in how long a time; also how many of them at once.
public record RateLimit(int requests, int seconds) {
  /// The most requests in one window.
  public static final int MOST_REQUESTS = 1_000_000;

  /// The longest window: a day.
  public static final int LONGEST_SECONDS = 86_400;

  /// @throws IllegalArgumentException if either is out of range
  public RateLimit {
    check("requests", requests, MOST_REQUESTS);
    check("seconds", seconds, LONGEST_SECONDS);
  }

  private static void check(String what, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "rateLimit: " + value + " " + what + " (expected: 1 to " + most + ")");
    }
  }

  @Override
  public String toString() {
    return requests + " in " + seconds + " s";
  }
}
