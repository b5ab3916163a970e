package io.counterfoil.server.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.PathTemplate;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.server.catalogue.CatalogueText.OperationText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Makes operations from what is written of them.
final class Operations {
  private static final String NOTHING = "nothing";

  private Operations() {}

  static Operation made(OperationText text) {
    String name = text.name() == null ? text.method() + " " + text.path() : text.name();
    return new Operation(
        text.method(),
        new PathTemplate(text.path()),
        name,
        requirement(text.requires()),
        accepts(text.accepts()));
  }

  /// `nothing`, or a map with one of `anyOf` and `allOf`.
  static Requirement requirement(JsonNode requires) {
    if (requires.isTextual() && requires.asText().equals(NOTHING)) {
      return new Requirement.Nothing();
    }
    boolean one = requires.isObject() && requires.size() == 1;
    if (one && requires.path("anyOf").isArray()) {
      return Requirement.anyOf(keys(requires.path("anyOf")));
    }
    if (one && requires.path("allOf").isArray()) {
      return Requirement.allOf(keys(requires.path("allOf")));
    }
    throw new IllegalArgumentException(
        "requires: (expected: nothing, {anyOf: [...]} or {allOf: [...]})");
  }

  private static List<ResourceKey> keys(JsonNode array) {
    List<ResourceKey> keys = new ArrayList<>();
    array.forEach(key -> keys.add(new ResourceKey(key.asText())));
    return keys;
  }

  private static Set<CredentialKind> accepts(List<String> kinds) {
    Set<CredentialKind> accepted = EnumSet.noneOf(CredentialKind.class);
    for (String kind : kinds) {
      switch (kind) {
        case "pair" -> accepted.add(CredentialKind.PAIR);
        case "user-token" -> accepted.add(CredentialKind.USER_TOKEN);
        default ->
            throw new IllegalArgumentException("accepts: (expected: pair, user-token or both)");
      }
    }
    return accepted;
  }
}
