package io.counterfoil.server.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is to be changed about a webhook.
final class WebhookEditOptions {
  @Option(names = "--url", description = "Where to send to from now on.")
  private @Nullable String url;

  @Option(names = "--type", description = "Only events of this type; may be repeated.")
  private @Nullable List<String> types;

  @Option(names = "--description", description = "What it is for.")
  private @Nullable String description;

  @Option(names = "--enable", negatable = true, description = "Switches it on, or off.")
  private @Nullable Boolean enabled;

  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    put(body, "url", url);
    put(body, "types", types);
    put(body, "description", description);
    put(body, "enabled", enabled);
    return body;
  }

  private static void put(Map<String, Object> body, String name, @Nullable Object value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
