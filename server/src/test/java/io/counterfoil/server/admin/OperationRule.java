package io.counterfoil.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/// Who may ask for an operation, as `x-counterfoil-needs` of the OpenAPI document says.
sealed interface OperationRule {
  /// Everybody, credentials or none.
  record Anyone() implements OperationRule {}

  /// Whoever runs the deployment.
  record Operator() implements OperationRule {}

  /// The account's Sponsor, and the operator.
  record Sponsor() implements OperationRule {}

  /// Any person who signed in.
  record Person() implements OperationRule {}

  /// Whoever holds one of the resources in the account, its Sponsor, and the operator.
  record AnyOf(Set<String> resources) implements OperationRule {}

  /// The rule that the document states.
  ///
  /// @throws IllegalArgumentException if that is not a rule
  static OperationRule read(JsonNode needs) {
    if (needs.isArray() && !needs.isEmpty()) {
      Set<String> resources = new TreeSet<>();
      needs.forEach(resource -> resources.add(resource.asText()));
      return new AnyOf(resources);
    }
    return switch (needs.asText()) {
      case "anyone" -> new Anyone();
      case "operator" -> new Operator();
      case "sponsor" -> new Sponsor();
      case "person" -> new Person();
      default ->
          throw new IllegalArgumentException(
              "x-counterfoil-needs: `"
                  + needs
                  + "` (expected: anyone, operator, sponsor, person, a list of resources, or an"
                  + " object that gives each field of the body one of these)");
    };
  }
}
