package io.counterfoil.server.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.node.NodeCredential;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/// One control node, as a verifier asks it.
final class ControlNode {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration SNAPSHOT_PATIENCE = Duration.ofMinutes(10);

  private final HttpClient client;
  private final URI url;
  private final NodeCredential credential;
  private final ObjectMapper mapper = new ObjectMapper();

  ControlNode(HttpClient client, URI url, NodeCredential credential) {
    this.client = client;
    this.url = url;
    this.credential = credential;
  }

  /// A client that all control nodes may be asked by.
  static HttpClient client(ControlTls tls) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(PATIENCE)
        .sslContext(tls.context())
        .build();
  }

  URI url() {
    return url;
  }

  private HttpRequest.Builder request(String path, Duration patience) {
    String base = url.toString().replaceAll("/+$", "");
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(patience)
        .header("Authorization", "Bearer " + credential.reveal());
  }

  /// An answer that is no 200.
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refused(int status, String detail) {
      super("status " + status + (detail.isEmpty() ? "" : ": " + detail));
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /// The kit, as bytes of JSON.
  byte[] kit() throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(
            request("/v1/feed/keys", PATIENCE).GET().build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw refused(response.statusCode(), response.body());
    }
    return response.body();
  }

  /// The feed behind the revision; it ends when the stream is closed.
  InputStream feed(Revision after) throws IOException, InterruptedException {
    String path = "/v1/feed?after=" + after.number() + "&hash=" + after.hash();
    HttpResponse<InputStream> response =
        client.send(
            request(path, PATIENCE).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      try (InputStream body = response.body()) {
        throw refused(response.statusCode(), body.readAllBytes());
      }
    }
    return response.body();
  }

  /// Fetches the snapshot into the file.
  void snapshot(Path into) throws IOException, InterruptedException {
    HttpResponse<Path> response =
        client.send(
            request("/v1/feed/snapshot", SNAPSHOT_PATIENCE).GET().build(),
            HttpResponse.BodyHandlers.ofFile(
                into,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING));
    if (response.statusCode() != 200) {
      throw new Refused(response.statusCode(), "no snapshot");
    }
  }

  /// Sends JSON, and reads the JSON that is answered.
  JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(
            request(path, PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() >= 300) {
      throw refused(response.statusCode(), response.body());
    }
    return response.body().length == 0
        ? mapper.createObjectNode()
        : mapper.readTree(response.body());
  }

  private Refused refused(int status, byte[] body) {
    try {
      return new Refused(status, mapper.readTree(body).path("detail").asText(""));
    } catch (IOException e) {
      return new Refused(status, "");
    }
  }
}
