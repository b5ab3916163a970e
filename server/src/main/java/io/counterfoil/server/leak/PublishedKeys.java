package io.counterfoil.server.leak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The public keys that a scanner of code publishes to sign its reports with, in the format of
/// GitHub's secret scanning: fetched when they are first asked for, kept for an hour, and asked for
/// again early where a report names one that is not among them. Safe for use by many threads.
public final class PublishedKeys {
  private static final Duration KEPT = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BETWEEN = Duration.ofMinutes(1);
  private static final int LONGEST = 1 << 20;

  private final String source;
  private final InstantSource clock;
  private Map<String, PublicKey> keys = Map.of();
  private Instant askedAt = Instant.MIN;

  /// @param source the URL of the list, or a file that holds it
  public PublishedKeys(String source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /// The key of that name; null where none is published.
  ///
  /// @throws IOException if the list cannot be had
  synchronized @Nullable PublicKey find(String name) throws IOException {
    Instant now = clock.instant();
    Duration age = askedAt.equals(Instant.MIN) ? KEPT : Duration.between(askedAt, now);
    if (age.compareTo(KEPT) >= 0 || !keys.containsKey(name) && age.compareTo(BETWEEN) >= 0) {
      keys = parse(read());
      askedAt = now;
    }
    return keys.get(name);
  }

  private byte[] read() throws IOException {
    return source.startsWith("http:") || source.startsWith("https:")
        ? fetch(URI.create(source))
        : Files.readAllBytes(Path.of(source));
  }

  private static byte[] fetch(URI address) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Accept", "application/json")
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != 200) {
          throw new IOException("status " + answer.statusCode() + " (expected: 200)");
        }
        return body.readNBytes(LONGEST);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Map<String, PublicKey> parse(byte[] list) throws IOException {
    Map<String, PublicKey> found = new HashMap<>();
    for (JsonNode each : new ObjectMapper().readTree(list).path("public_keys")) {
      found.put(each.path("key_identifier").asText(), key(each.path("key").asText()));
    }
    return Map.copyOf(found);
  }

  private static PublicKey key(String pem) throws IOException {
    String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      byte[] bytes = Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
      return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(bytes));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("a key that is none (expected: a public key of an elliptic curve)", e);
    }
  }
}
