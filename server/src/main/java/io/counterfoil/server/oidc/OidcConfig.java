package io.counterfoil.server.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/// An identity provider that people may sign in with, and what it knows this server as.
///
/// @param name what people call it
/// @param issuer as it names itself
/// @param clientId as it names this server
public record OidcConfig(String name, URI issuer, String clientId, Secret clientSecret) {
  /// What proves to the provider that it is this server; prints hidden.
  public static final class Secret {
    private final String value;

    /// @param value as the provider gave it
    public Secret(String value) {
      this.value = value;
    }

    String reveal() {
      return value;
    }

    @Override
    public String toString() {
      return "Secret[hidden]";
    }
  }

  /// Reads a file: a JSON object with `name`, `issuer`, `clientId` and `clientSecret`.
  ///
  /// @throws IOException if it cannot be read
  /// @throws IllegalArgumentException if something is missing or malformed
  public static OidcConfig read(Path file) throws IOException {
    JsonNode json = new ObjectMapper().readTree(Files.readString(file));
    if (json == null || !json.isObject()) {
      throw new IllegalArgumentException("no JSON object");
    }
    return new OidcConfig(
        text(json, "name"),
        issuer(text(json, "issuer")),
        text(json, "clientId"),
        new Secret(text(json, "clientSecret")));
  }

  private static String text(JsonNode json, String field) {
    String text = json.path(field).asText("");
    if (text.isBlank()) {
      throw new IllegalArgumentException(field + ": missing");
    }
    return text;
  }

  /// Plain HTTP is for this machine alone: whoever can change what the provider says is anybody.
  private static URI issuer(String text) {
    try {
      URI issuer = new URI(text);
      boolean local = "127.0.0.1".equals(issuer.getHost()) || "localhost".equals(issuer.getHost());
      if ("https".equals(issuer.getScheme()) || "http".equals(issuer.getScheme()) && local) {
        return issuer;
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw new IllegalArgumentException("issuer: (expected: an https:// address)");
  }
}
