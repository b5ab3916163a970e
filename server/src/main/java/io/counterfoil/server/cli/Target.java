package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.core.decision.CredentialReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which server a command asks, and what it presents there. The first that is found counts: what
/// the options name, the environment, the data directory, the server that this user started last.
///
/// @param headers a credential; prints hidden with the rest of it
record Target(String url, Map<String, String> headers) {
  private static final String USUAL = "http://127.0.0.1:8080";

  static Target find(@Nullable String control, @Nullable Path data) {
    Map<String, String> environment = System.getenv();
    String named = environment.get("COUNTERFOIL_DATA");
    Path directory = data != null ? data : named == null ? null : Path.of(named);
    JsonNode last = json(lastFile(environment));
    if (directory == null && last != null && last.hasNonNull("data")) {
      directory = Path.of(last.get("data").asText());
    }
    JsonNode server = directory == null ? null : json(directory.resolve("server.json"));
    String url = control != null ? control : environment.get("COUNTERFOIL_CONTROL");
    if (url == null || data != null && control == null) {
      url = server == null ? USUAL : server.get("control").asText(USUAL);
    }
    return new Target(url, credential(environment, directory, data != null));
  }

  private static Map<String, String> credential(
      Map<String, String> environment, @Nullable Path directory, boolean directoryIsNamed) {
    String operator = directory == null ? null : text(directory.resolve("operator-token"));
    if (directoryIsNamed && operator != null) {
      return Map.of("Authorization", "Bearer " + operator);
    }
    if (environment.containsKey("COUNTERFOIL_OPERATOR_TOKEN")) {
      return Map.of("Authorization", "Bearer " + environment.get("COUNTERFOIL_OPERATOR_TOKEN"));
    }
    for (String prefix : new String[] {"COUNTERFOIL_APP", "DEMO_ADMIN"}) {
      String key = environment.get(prefix + "_KEY");
      String token = environment.get(prefix + "_TOKEN");
      if (key != null && token != null) {
        return Map.of(CredentialReader.APP_KEY, key, CredentialReader.APP_TOKEN, token);
      }
    }
    return operator == null ? Map.of() : Map.of("Authorization", "Bearer " + operator);
  }

  private static @Nullable Path lastFile(Map<String, String> environment) {
    String state = environment.get("XDG_STATE_HOME");
    String home = environment.get("HOME");
    if (state != null && !state.isBlank()) {
      return Path.of(state, "counterfoil", "last.json");
    }
    return home == null ? null : Path.of(home, ".local", "state", "counterfoil", "last.json");
  }

  private static @Nullable String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return null; // another user's, or not there: the server will say who may
    }
  }

  private static @Nullable JsonNode json(@Nullable Path file) {
    String text = file == null ? null : text(file);
    try {
      return text == null ? null : new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new FailedException("file `" + file + "` is not JSON (expected: as a server wrote it)");
    }
  }

  @Override
  public String toString() {
    return "Target[" + url + ", hidden]";
  }
}
