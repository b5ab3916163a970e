package io.counterfoil.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// An audit entry's fields as text: a JSON object of strings, in the order of its names, without
/// blanks. People and both databases can read it, and it reads back exactly.
final class Fields {
  private final String text;
  private int at;

  private Fields(String text) {
    this.text = text;
  }

  /// The fields as text.
  static String write(Map<String, String> fields) {
    StringBuilder out = new StringBuilder("{");
    new TreeMap<>(fields)
        .forEach((name, value) -> {
          quote(out.length() > 1 ? out.append(',') : out, name);
          quote(out.append(':'), value);
        });
    return out.append('}').toString();
  }

  private static void quote(StringBuilder out, String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /// The fields that the text stands for; only what [#write] wrote.
  ///
  /// @throws IllegalArgumentException if it is anything else
  static Map<String, String> read(String text) {
    Map<String, String> fields = new Fields(text).object();
    if (!write(fields).equals(text)) {
      throw new IllegalArgumentException(
          "fields of an audit entry in another form (expected: each name once, in order)");
    }
    return fields;
  }

  private Map<String, String> object() {
    Map<String, String> fields = new LinkedHashMap<>();
    expect('{');
    while (peek() != '}') {
      if (!fields.isEmpty()) {
        expect(',');
      }
      String name = string();
      expect(':');
      fields.put(name, string());
    }
    expect('}');
    if (at != text.length()) {
      throw broken();
    }
    return fields;
  }

  private String string() {
    StringBuilder value = new StringBuilder();
    expect('"');
    while (peek() != '"') {
      char c = text.charAt(at++);
      value.append(c == '\\' ? escaped() : c);
    }
    expect('"');
    return value.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    if (c != 'u') {
      return c;
    }
    if (at + 4 > text.length()) {
      throw broken();
    }
    at += 4;
    return (char) Integer.parseInt(text, at - 4, at, 16);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw broken();
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw broken();
    }
    return text.charAt(at);
  }

  private IllegalArgumentException broken() {
    return new IllegalArgumentException(
        "fields of an audit entry break off at " + at + " (expected: a JSON object of strings)");
  }
}
