package io.counterfoil.core.role;

import java.util.Set;

/// One call of an API, and what it needs.
///
/// @param method exact, in upper case
/// @param name what people call it
/// @param accepts the kinds of credential that it takes; at least one
public record Operation(
    String method,
    PathTemplate template,
    String name,
    Requirement requirement,
    Set<CredentialKind> accepts) {

  public Operation {
    accepts = Set.copyOf(accepts);
    if (accepts.isEmpty() || !method.matches("[A-Z]{1,20}")) {
      throw new IllegalArgumentException(
          "operation `"
              + method
              + " "
              + template
              + "` (expected: a method in upper case that"
              + " accepts a pair, a user token or both)");
    }
  }

  @Override
  public String toString() {
    return method + " " + template;
  }
}
