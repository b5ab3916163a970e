package io.counterfoil.server.admin;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One who listens to server-sent events, each read when it is asked for.
final class Listening implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpResponse<InputStream> response;
  private final BufferedReader lines;

  /// @param headers names and values in turn
  Listening(String url, List<String> headers) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).headers(headers.toArray(String[]::new)).build();
    try {
      response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /// An event's lines by their names.
  record Event(Map<String, String> fields) {
    String name() {
      return fields.getOrDefault("event", "");
    }

    @Nullable String id() {
      return fields.get("id");
    }

    JsonObject data() {
      return new JsonObject(Objects.requireNonNull(fields.get("data")));
    }
  }

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /// Waits for the next event; null when there are no more.
  @Nullable Event next() {
    Map<String, String> fields = new HashMap<>();
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int colon = line.indexOf(':');
        if (line.isEmpty() && fields.containsKey("data")) {
          return new Event(fields);
        }
        if (colon > 0) {
          fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
      }
      return null;
    } catch (IOException e) {
      return null;
    }
  }

  /// The next event of that name.
  Event next(String name) {
    for (Event event = next(); event != null; event = next()) {
      if (event.name().equals(name)) {
        return event;
      }
    }
    throw new IllegalStateException("the stream ended before an event `" + name + "`");
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
