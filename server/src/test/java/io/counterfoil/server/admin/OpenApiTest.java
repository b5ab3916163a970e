package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.server.wiring.CounterfoilServer;
import io.counterfoil.server.wiring.DataDirectory;
import io.counterfoil.server.wiring.ServerConfig;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The OpenAPI document says what there is: no more, no less.
class OpenApiTest {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  @Test
  void theDocumentAndTheRoutesNameTheSameOperations(@TempDir Path directory) {
    var config = ServerConfig.loopback(directory);
    var data = new DataDirectory(directory, new SecureRandom());
    try (CounterfoilServer server = CounterfoilServer.start(config, data)) {
      Set<String> routes = new TreeSet<>(Set.of("PUT /v1/catalogue"));
      new AdminRoutes(server.parts())
          .routes()
          .forEach(route -> routes.add(route.method() + " " + route.path()));
      assertThat(documented()).isEqualTo(routes);
    }
  }

  private static Set<String> documented() {
    Set<String> operations = new TreeSet<>();
    JsonNode paths = OpenApiDocument.read().path("paths");
    paths
        .properties()
        .forEach(path ->
            path.getValue().properties().stream()
                .filter(operation -> METHODS.contains(operation.getKey()))
                .forEach(operation ->
                    operations.add(
                        operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return operations;
  }
}
