package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
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

  /// Every item of a list, page after page.
  ArrayNode all(String path) {
    ArrayNode items = mapper.createArrayNode();
    String page = path + (path.contains("?") ? "&" : "?") + "limit=200";
    for (JsonNode answer = get(page); ; ) {
      answer.path("items").forEach(items::add);
      if (!answer.hasNonNull("next")) {
        return items;
      }
      answer = get(page + "&cursor=" + encoded(answer.get("next").asText()));
    }
  }

  /// @throws FailedException that says why not, in the server's words
  JsonNode send(String method, String path, @Nullable Object body) {
    return send(method, path, body == null ? null : mapper.valueToTree(body).toString(), "json");
  }

  /// Posts a body of some kind, with headers of its own.
  JsonNode send(String path, String body, String type, Map<String, String> headers) {
    HttpRequest.Builder request = request(path).header("Content-Type", type);
    headers.forEach(request::header);
    return ask(
        request.POST(HttpRequest.BodyPublishers.ofString(body)),
        HttpResponse.BodyHandlers.ofString(),
        this::read);
  }

  JsonNode send(String method, String path, @Nullable String body, String kind) {
    var publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    return ask(
        request(path).header("Content-Type", "application/" + kind).method(method, publisher),
        HttpResponse.BodyHandlers.ofString(),
        this::read);
  }

  /// Reads a long answer as it comes.
  void download(String path, Saving saving) {
    ask(
        request(path).GET(),
        HttpResponse.BodyHandlers.ofInputStream(),
        response -> {
          try (InputStream body = response.body()) {
            if (response.statusCode() >= 400) {
              throw refusal(response.statusCode(), mapper.readTree(body));
            }
            saving.save(body);
            return response.statusCode();
          }
        });
  }

  /// Reads a stream of events until it ends or is lost.
  ///
  /// @param after the id of the event to go on after; null to begin
  void events(String path, @Nullable String after, Consumer<ServerEvent> each) {
    HttpRequest.Builder request = request(path).header("Accept", "text/event-stream");
    if (after != null) {
      request.header("Last-Event-ID", after);
    }
    ask(
        request.GET(),
        HttpResponse.BodyHandlers.ofInputStream(),
        response -> {
          try (InputStream body = response.body()) {
            if (response.statusCode() >= 400) {
              throw refusal(response.statusCode(), mapper.readTree(body));
            }
            ServerEvent.read(body, each);
            return response.statusCode();
          }
        });
  }

  /// Does something with a long answer.
  interface Saving {
    void save(InputStream body) throws IOException;
  }

  /// Makes something of an answer.
  private interface Reading<T, R> {
    R read(T answer) throws IOException;
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target.url() + path))
            .timeout(PATIENCE)
            .header("Accept-Language", language);
    target.headers().forEach(request::header);
    return request;
  }

  private <B, R> R ask(
      HttpRequest.Builder request,
      HttpResponse.BodyHandler<B> handler,
      Reading<HttpResponse<B>, R> reading) {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      return reading.read(client.send(request.build(), handler));
    } catch (ConnectException e) {
      throw new UnreachableException(
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
      throw refusal(response.statusCode(), body);
    }
    return body;
  }

  private static FailedException refusal(int status, JsonNode body) {
    String id = body.path("refusalId").asText("");
    return new FailedException(
        body.path("detail").asText("status " + status)
            + (id.isEmpty() ? "" : " (refusal " + id + ")"));
  }

  static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
