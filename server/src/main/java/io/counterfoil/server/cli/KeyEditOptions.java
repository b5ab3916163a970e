package io.counterfoil.server.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is to be said of a key.
final class KeyEditOptions {
  @Option(names = "--label", description = "What the key is for.")
  private @Nullable String label;

  @Option(names = "--description", description = "What there is to say of it; empty for nothing.")
  private @Nullable String description;

  @Option(names = "--metadata", description = "NAME=VALUE, again for each; replaces all of it.")
  private @Nullable Map<String, String> metadata;

  @Option(names = "--expires", description = "A time such as 2027-01-31T00:00:00Z, or never.")
  private @Nullable String expires;

  @Option(
      names = "--address",
      description = "A range such as 192.0.2.0/24, again for each; replaces the list. any: none.")
  private @Nullable List<String> addresses;

  @Option(names = "--rate", description = "REQUESTS/SECONDS, such as 100/60, or unlimited.")
  private @Nullable String rate;

  @Option(
      names = "--finish-after",
      paramLabel = "DAYS",
      description = "Finish renewals after so many days of silence of the old token; 0: never.")
  private @Nullable Integer finishAfterDays;

  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    put(body, "label", label);
    put(body, "description", description);
    put(body, "metadata", metadata);
    put(body, "finishAfterDays", finishAfterDays);
    if (expires != null) {
      body.put("expiresAt", expires.equals("never") ? null : expires);
    }
    if (addresses != null) {
      body.put("addresses", addresses.equals(List.of("any")) ? List.of() : addresses);
    }
    if (rate != null) {
      body.put("rateLimit", rate.equals("unlimited") ? null : limit(rate));
    }
    return body;
  }

  private static Map<String, Integer> limit(String text) {
    if (!text.matches("\\d{1,7}/\\d{1,5}")) {
      throw new FailedException("rate: (expected: REQUESTS/SECONDS, such as 100/60)");
    }
    String[] parts = text.split("/", -1);
    return Map.of("requests", Integer.parseInt(parts[0]), "seconds", Integer.parseInt(parts[1]));
  }

  private static void put(Map<String, Object> body, String name, @Nullable Object value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
