package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Asks a control server, and turns what it refuses into a sentence.
final class ControlClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Target target;
  private final String language;
  private final ObjectMapper mapper = new ObjectMapper();

  ControlClient(Target target, String language) {
    this.target = target;
    this.language = language;
  }

  JsonNode get(String path) {
    return send("GET", path, null);
  }

  /// @throws FailedException that says why not, in the server's words
  JsonNode send(String method, String path, @Nullable Object body) {
    return send(method, path, body == null ? null : mapper.valueToTree(body).toString(), "json");
  }

  JsonNode send(String method, String path, @Nullable String body, String kind) {
    var publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(target.url() + path))
              .timeout(PATIENCE)
              .header("Accept-Language", language)
              .header("Content-Type", "application/" + kind)
              .method(method, publisher);
      target.headers().forEach(request::header);
      return read(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (ConnectException e) {
      throw new FailedException(
          "no server answers at `"
              + target.url()
              + "` (expected: a running one); start it with `counterfoil serve`, or name it with"
              + " --control");
    } catch (IOException e) {
      throw new FailedException(
          "`" + target.url() + "` did not answer as a control server does: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("interrupted");
    }
  }

  private JsonNode read(HttpResponse<String> response) throws IOException {
    JsonNode body =
        response.body().isBlank() ? MissingNode.getInstance() : mapper.readTree(response.body());
    if (response.statusCode() >= 400) {
      String id = body.path("refusalId").asText("");
      throw new FailedException(
          body.path("detail").asText("status " + response.statusCode())
              + (id.isEmpty() ? "" : " (refusal " + id + ")"));
    }
    return body;
  }

  static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
