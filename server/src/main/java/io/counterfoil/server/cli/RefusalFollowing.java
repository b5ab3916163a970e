package io.counterfoil.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/// Prints refusals as they come, until the server ends that. A connection that is lost is taken up
/// again where it was lost.
final class RefusalFollowing {
  private static final int TRIES = 30;
  private static final long PAUSE_MILLIS = 1_000;

  private final ControlClient client;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final ObjectMapper mapper = new ObjectMapper();
  private @Nullable String last;

  /// @param json whether to print refusals as the server tells them, one a line
  RefusalFollowing(ControlClient client, PrintWriter out, PrintWriter err, boolean json) {
    this.client = client;
    this.out = out;
    this.err = err;
    this.json = json;
  }

  /// Follows until it fails.
  ///
  /// @throws FailedException that says why it goes on no longer
  void run(String path) {
    int left = 0;
    while (true) {
      try {
        client.events(path, last, this::print);
        left = TRIES;
        err.println("the connection was lost; trying again");
      } catch (UnreachableException e) {
        if (left == 0) {
          throw e;
        }
        left--;
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("interrupted");
    }
  }

  private void print(ServerEvent event) {
    last = event.id() == null ? last : event.id();
    JsonNode data = read(event.data());
    switch (event.name()) {
      case "refusal" -> out.println(json ? event.data() : line(data));
      case "more" -> err.println(more(data));
      case "end" -> throw new FailedException(data.path("why").asText());
      default -> {
        return; // of a newer server
      }
    }
    out.flush();
  }

  private JsonNode read(String data) {
    try {
      return mapper.readTree(data);
    } catch (JsonProcessingException e) {
      throw new FailedException("the server sent what is no JSON; is it a control server?");
    }
  }

  private static String line(JsonNode refusal) {
    return String.format(
            "%s  %-22s  %s  %s %s  %s  %s",
            refusal.path("at").asText(),
            refusal.path("code").asText(),
            shown(refusal, "appKey"),
            shown(refusal, "method"),
            shown(refusal, "route"),
            shown(refusal, "address"),
            refusal.path("id").asText())
        .stripTrailing();
  }

  private static String shown(JsonNode refusal, String field) {
    return refusal.hasNonNull(field) ? refusal.path(field).asText() : "-";
  }

  private static String more(JsonNode data) {
    return "and "
        + data.path("leftOut").asLong()
        + " more that came too fast, which `refusals` lists, and "
        + data.path("dropped").asLong()
        + " of which only their ids tell";
  }
}
