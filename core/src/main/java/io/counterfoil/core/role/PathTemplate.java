package io.counterfoil.core.role;

import io.counterfoil.core.account.Quoted;
import java.util.List;

/// A path in which some whole segments are parameters: `/api/oms/pvt/orders/{orderId}`.
public record PathTemplate(String value) {
  /// @throws IllegalArgumentException if it does not begin with a slash, has an empty segment, or a
  ///   parameter that is not a whole segment
  public PathTemplate {
    if (!value.startsWith("/") || value.length() > 1 && !wellFormed(value)) {
      throw new IllegalArgumentException(
          "path: `"
              + Quoted.text(value)
              + "` (expected: whole segments after slashes, such as /api/orders/{orderId})");
    }
  }

  private static boolean wellFormed(String value) {
    for (String segment : value.substring(1).split("/", -1)) {
      boolean braces = segment.contains("{") || segment.contains("}");
      if (segment.isEmpty() || braces && !isParameter(segment)) {
        return false;
      }
    }
    return true;
  }

  /// The segments in order; none for `/`.
  public List<String> segments() {
    return value.length() == 1 ? List.of() : List.of(value.substring(1).split("/", -1));
  }

  static boolean isParameter(String segment) {
    return segment.length() > 2
        && segment.startsWith("{")
        && segment.indexOf('}') == segment.length() - 1;
  }

  @Override
  public String toString() {
    return value;
  }
}
