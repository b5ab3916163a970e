package io.counterfoil.server.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A catalogue as it is written down; see `docs/reference/catalogue.md`.
record CatalogueText(
    @JsonProperty(required = true) String catalogue,
    @JsonProperty(required = true) String version,
    @Nullable List<ResourceText> resources,
    @Nullable List<RoleText> roles,
    @Nullable List<OperationText> operations,
    @Nullable List<JsonNode> leftOut,
    @Nullable List<JsonNode> decisions) {

  /// A resource as it is written down.
  record ResourceText(
      @JsonProperty(required = true) String key,
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String product,
      @Nullable String category,
      int number,
      int productNumber,
      boolean internal,
      @Nullable String scope) {}

  /// A predefined role as it is written down; `*` stands for every resource.
  record RoleText(
      @JsonProperty(required = true) int id,
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) List<String> resources) {}

  /// An operation as it is written down.
  ///
  /// @param requires `nothing`, or a map with `anyOf` or `allOf`
  record OperationText(
      @JsonProperty(required = true) String method,
      @JsonProperty(required = true) String path,
      @Nullable String name,
      @JsonProperty(required = true) JsonNode requires,
      @JsonProperty(required = true) List<String> accepts,
      boolean deprecated) {}
}
