package io.counterfoil.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the smallest values that fit the schemas of the OpenAPI document.
///
/// @param document that references point into
record SchemaSamples(JsonNode document) {

  /// What the reference stands for, or the schema itself.
  JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.isEmpty() ? schema : document.at(reference.substring(1));
  }

  /// A value of the schema. An object has the properties that it must have, or else its first one.
  Object of(JsonNode reference) {
    JsonNode schema = resolved(reference);
    JsonNode type = schema.path("type");
    return switch (type.isArray() ? type.path(0).asText() : type.asText()) {
      case "object" -> object(schema);
      case "array" -> List.of();
      case "boolean" -> true;
      case "integer", "number" -> Math.max(1, schema.path("minimum").asInt());
      case "string" -> text(schema);
      default -> throw new IllegalArgumentException("schema: " + schema + " (expected: a type)");
    };
  }

  private Map<String, Object> object(JsonNode schema) {
    Map<String, Object> made = new LinkedHashMap<>();
    JsonNode properties = schema.path("properties");
    schema
        .path("required")
        .forEach(name -> made.put(name.asText(), of(properties.path(name.asText()))));
    if (made.isEmpty() && !properties.isEmpty()) {
      var first = properties.properties().iterator().next();
      made.put(first.getKey(), of(first.getValue()));
    }
    return made;
  }

  private static String text(JsonNode schema) {
    if (schema.has("examples")) {
      return schema.path("examples").path(0).asText();
    }
    if (schema.has("enum")) {
      return schema.path("enum").path(0).asText();
    }
    return switch (schema.path("format").asText()) {
      case "email" -> "sample@matrix.example";
      case "date-time" -> "2100-01-01T00:00:00Z";
      case "uuid" -> "3f1d7c52-0000-4000-8000-000000000000";
      default -> "Sample" + "1".repeat(schema.path("minLength").asInt());
    };
  }
}
