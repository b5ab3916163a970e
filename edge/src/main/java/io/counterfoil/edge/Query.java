package io.counterfoil.edge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parameters of a query, each decoded once, in the order in which they came.
record Query(List<Parameter> parameters) {
  private static final Query NONE = new Query(List.of());

  /// One parameter; its value is empty where it has none.
  record Parameter(String name, String value) {}

  /// Reads the query that follows the `?`; null means none.
  static Query read(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return NONE;
    }
    List<Parameter> found = new ArrayList<>();
    for (String part : text.split("&", -1)) {
      int equals = part.indexOf('=');
      found.add(
          equals < 0
              ? new Parameter(decoded(part), "")
              : new Parameter(
                  decoded(part.substring(0, equals)), decoded(part.substring(equals + 1))));
    }
    return new Query(found);
  }

  /// The query of a request target; null where it has none.
  static @Nullable String of(String target) {
    int mark = target.indexOf('?');
    return mark < 0 ? null : target.substring(mark + 1);
  }

  /// Each value of the parameter of exactly that name.
  List<String> values(String name) {
    return parameters.stream()
        .filter(one -> one.name().equals(name))
        .map(Parameter::value)
        .toList();
  }

  /// What is no escape stays as it is.
  private static String decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    byte[] bytes = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int escaped = c == '%' ? escape(text, i) : -1;
      bytes[length++] = (byte) (escaped >= 0 ? escaped : c == '+' ? ' ' : c);
      i += escaped >= 0 ? 2 : 0;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static int escape(String text, int at) {
    int high = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
    int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
