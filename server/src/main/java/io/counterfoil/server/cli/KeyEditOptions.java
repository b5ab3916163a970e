package io.counterfoil.server.cli;

import java.util.LinkedHashMap;
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

  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    put(body, "label", label);
    put(body, "description", description);
    put(body, "metadata", metadata);
    if (expires != null) {
      body.put("expiresAt", expires.equals("never") ? null : expires);
    }
    return body;
  }

  private static void put(Map<String, Object> body, String name, @Nullable Object value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
