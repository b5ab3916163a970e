package io.counterfoil.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An operation of the OpenAPI document with one rule of it, and a request that asks for it.
///
/// @param path with every parameter filled in, so that nothing is named that exists
/// @param body of the documented shape; null where none is asked for
/// @param refusedWith the status that whoever may not ask is answered with; 0 for 401 or 403
record DocumentedOperation(
    String method,
    String template,
    String path,
    @Nullable String body,
    String type,
    OperationRule rule,
    int refusedWith) {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
  private static final String NOTHING = "3f1d7c52-0000-4000-8000-000000000000";
  private static final Map<String, String> PARAMETERS =
      Map.of("account", "demostore", "id", "cf-" + "0".repeat(26));

  /// Every operation; those whose rule depends on what is sent stand there once for each.
  static List<DocumentedOperation> all() {
    JsonNode document = OpenApiDocument.read();
    List<DocumentedOperation> all = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue().properties().stream()
                .filter(operation -> METHODS.contains(operation.getKey()))
                .forEach(operation ->
                    add(all, document, operation.getKey(), path.getKey(), operation.getValue())));
    return all;
  }

  private static void add(
      List<DocumentedOperation> all,
      JsonNode document,
      String method,
      String template,
      JsonNode operation) {
    JsonNode needs = operation.path("x-counterfoil-needs");
    var samples = new SchemaSamples(document);
    var content = operation.path("requestBody").path("content").properties().iterator();
    var media = content.hasNext() ? content.next() : null;
    JsonNode schema = media == null ? null : samples.resolved(media.getValue().path("schema"));
    String type = media == null ? "application/json" : media.getKey();
    if (needs.isObject() && schema != null) {
      for (var field : needs.properties()) {
        JsonNode inner = schema.path("properties").path(field.getKey());
        String body = Json.encode(Map.of(field.getKey(), samples.of(inner)));
        all.add(of(method, template, new Sent(type, body), field.getValue(), operation));
      }
    } else {
      String body = schema == null ? null : Json.encode(samples.of(schema));
      all.add(of(method, template, new Sent(type, body), needs, operation));
    }
  }

  private record Sent(String type, @Nullable String body) {}

  private static DocumentedOperation of(
      String method, String template, Sent sent, JsonNode needs, JsonNode operation) {
    String name = method.toUpperCase(Locale.ROOT);
    try {
      return new DocumentedOperation(
          name,
          template,
          filled(template) + (isStream(operation) ? "?last=nothing" : ""),
          sent.body(),
          sent.type(),
          OperationRule.read(needs),
          operation.path("x-counterfoil-refuses-with").asInt());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " " + template + ": " + e.getMessage(), e);
    }
  }

  /// Asked for with nonsense: what goes on for ever is begun by other tests.
  private static boolean isStream(JsonNode operation) {
    return operation.path("responses").path("200").path("content").has("text/event-stream");
  }

  private static String filled(String template) {
    String path = template;
    for (var parameter : PARAMETERS.entrySet()) {
      path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
    }
    return path.replaceAll("\\{(role|other)}", "987654").replaceAll("\\{\\w+}", NOTHING);
  }

  @Override
  public String toString() {
    return method + " " + template + (rule instanceof OperationRule.AnyOf ? "" : " for " + rule);
  }
}
