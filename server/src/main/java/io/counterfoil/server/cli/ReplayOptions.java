package io.counterfoil.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which events are to be sent again.
final class ReplayOptions {
  @Option(names = "--message", paramLabel = "MESSAGE-ID", description = "One event.")
  private @Nullable String message;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "All from this time on, such as 2027-01-31T00:00:00Z.")
  private @Nullable String from;

  @Option(names = "--until", paramLabel = "TIME", description = "And before this one.")
  private @Nullable String until;

  Map<String, String> body() {
    Map<String, String> body = new LinkedHashMap<>();
    put(body, "message", message);
    put(body, "from", from);
    put(body, "until", until);
    return body;
  }

  private static void put(Map<String, String> body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
