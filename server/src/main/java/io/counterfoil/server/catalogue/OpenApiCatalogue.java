package io.counterfoil.server.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.PathTemplate;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.ResourceKey;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a catalogue from an OpenAPI 3.0 or 3.1 document: what an operation needs stands in its
/// extension `x-counterfoil-requires`, or, in 3.1, as names in a security requirement (OpenAPI 3.1,
/// 4.8.30). An operation with neither is left out, and so refused. Nothing is fetched: references
/// to other documents stay unread.
final class OpenApiCatalogue {
  private static final String REQUIRES = "x-counterfoil-requires";
  private static final Pattern MARK =
      Pattern.compile("(?m)^\\s*[{,]?\\s*\"?openapi\"?\\s*:\\s*[\"']?3\\.");
  private static final int HEAD = 4096;

  private OpenApiCatalogue() {}

  static boolean isOpenApi(String text) {
    return MARK.matcher(text.substring(0, Math.min(text.length(), HEAD))).find();
  }

  static Catalogue parse(String name, String text, List<Resource> custom) {
    ParseOptions options = new ParseOptions();
    options.setResolve(false);
    var parsed = new OpenAPIV3Parser().readContents(text, null, options);
    OpenAPI document = parsed.getOpenAPI();
    List<String> mistakes = new ArrayList<>();
    if (document == null || document.getPaths() == null || document.getInfo() == null) {
      parsed.getMessages().forEach(message -> mistakes.add(name + ": " + message));
      mistakes.add(name + ": no paths (expected: an OpenAPI document with `info` and `paths`)");
      throw new CatalogueException(String.join("\n", mistakes));
    }
    List<io.counterfoil.core.role.Operation> operations = new ArrayList<>();
    String base = base(document);
    document
        .getPaths()
        .forEach((path, item) ->
            item.readOperationsMap()
                .forEach((method, operation) -> {
                  try {
                    Requirement needed = requirement(document, operation);
                    if (needed != null) {
                      operations.add(made(method.name(), base + path, operation, needed));
                    }
                  } catch (IllegalArgumentException e) {
                    mistakes.add(name + ": " + method + " " + path + ": " + e.getMessage());
                  }
                }));
    String title = Objects.requireNonNullElse(document.getInfo().getTitle(), "openapi");
    String version = Objects.requireNonNullElse(document.getInfo().getVersion(), "0");
    return CatalogueFile.checked(
        name,
        mistakes,
        () ->
            new Catalogue(
                title, version, resources(title, operations, custom), List.of(), operations));
  }

  private static io.counterfoil.core.role.Operation made(
      String method, String path, Operation operation, Requirement needed) {
    String summary = operation.getSummary();
    return new io.counterfoil.core.role.Operation(
        method,
        new PathTemplate(
            path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path),
        summary == null ? method + " " + path : summary,
        needed,
        Set.of(CredentialKind.PAIR, CredentialKind.USER_TOKEN));
  }

  private static @Nullable Requirement requirement(OpenAPI document, Operation operation) {
    Map<String, Object> extensions = operation.getExtensions();
    Object stated = extensions == null ? null : extensions.get(REQUIRES);
    if (stated != null) {
      JsonNode node = new ObjectMapper().valueToTree(stated);
      return Operations.requirement(node);
    }
    List<SecurityRequirement> security =
        operation.getSecurity() == null ? document.getSecurity() : operation.getSecurity();
    Set<ResourceKey> names = new TreeSet<>();
    if (security != null) {
      security.forEach(alternative ->
          alternative
              .values()
              .forEach(scopes -> scopes.forEach(scope -> names.add(new ResourceKey(scope)))));
    }
    return names.isEmpty() ? null : Requirement.anyOf(names);
  }

  /// A document names resources by their keys alone.
  private static List<Resource> resources(
      String product, List<io.counterfoil.core.role.Operation> operations, List<Resource> custom) {
    Set<ResourceKey> keys = new TreeSet<>(Comparator.naturalOrder());
    operations.forEach(operation -> keys.addAll(operation.requirement().keys()));
    custom.forEach(resource -> keys.remove(resource.key()));
    return Stream.concat(
            custom.stream(),
            keys.stream()
                .map(key -> new Resource(key, key.value(), product, "", 0, 0, false, false)))
        .toList();
  }

  private static String base(OpenAPI document) {
    if (document.getServers() == null || document.getServers().isEmpty()) {
      return "";
    }
    String url = document.getServers().getFirst().getUrl();
    try {
      String path = url == null ? null : URI.create(url.replaceAll("\\{[^}]*}", "x")).getPath();
      return path == null || path.equals("/") ? "" : path.replaceAll("/$", "");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
