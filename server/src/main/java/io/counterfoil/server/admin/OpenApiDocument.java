package io.counterfoil.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The OpenAPI document of the admin API, served as JSON.
final class OpenApiDocument {
  private static final String RESOURCE = "/io/counterfoil/server/openapi.yaml";

  private final String publicUrl;

  OpenApiDocument(String publicUrl) {
    this.publicUrl = publicUrl;
  }

  /// The document as it stands in the jar.
  static JsonNode read() {
    try (InputStream in = OpenApiDocument.class.getResourceAsStream(RESOURCE)) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void answer(RoutingContext context) {
    JsonNode document = read();
    if (document instanceof ObjectNode root) {
      root.withArray("/servers").removeAll().addObject().put("url", publicUrl);
    }
    context.response().putHeader("Content-Type", "application/json").end(document.toPrettyString());
  }
}
