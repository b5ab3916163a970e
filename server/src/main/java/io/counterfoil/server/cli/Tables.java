package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Prints lists for people.
final class Tables {
  private Tables() {}

  /// The items, a line each, with these fields in columns.
  static void print(PrintWriter out, JsonNode items, String... fields) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(fields));
    for (JsonNode item : items) {
      List<String> row = new ArrayList<>();
      for (String field : fields) {
        row.add(text(item.path(field)));
      }
      rows.add(row);
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < fields.length; column++) {
        int at = column;
        int width = rows.stream().mapToInt(each -> each.get(at).length()).max().orElse(0);
        line.append(String.format("%-" + (width + 2) + "s", row.get(column)));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      List<String> names = new ArrayList<>();
      value.forEach(
          each -> names.add(each.has("name") ? each.get("name").asText() : each.asText()));
      return names.isEmpty() ? "-" : String.join(", ", names);
    }
    String text = value.asText("");
    return text.isEmpty() || text.equals("null") ? "-" : text;
  }
}
