package io.counterfoil.server.wire.vtex;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One page of a list, as `numItems`, `pageNumber`, `sort` and `sortType` ask for it.
///
/// @param sort the field to sort by, in lower case; null for the list's own order
record Paging(int perPage, int page, @Nullable String sort, boolean descending) {
  private static final int USUAL = 20;
  private static final int MOST = 1_000;

  /// Reads; absent and empty parameters mean the usual.
  static Paging read(Asked asked) {
    String sort = asked.query("sort");
    String type = asked.query("sortType");
    String direction = type == null ? "ASC" : type.toUpperCase(Locale.ROOT);
    if (!List.of("ASC", "DSC", "DESC").contains(direction)) {
      throw WireException.message(400, "sortType: not known (expected: ASC or DSC)");
    }
    return new Paging(
        number(asked, "numItems", USUAL, MOST),
        number(asked, "pageNumber", 1, Integer.MAX_VALUE),
        sort == null ? null : sort.toLowerCase(Locale.ROOT),
        !direction.equals("ASC"));
  }

  private static int number(Asked asked, String name, int usual, int most) {
    String text = asked.query(name);
    if (text == null) {
      return usual;
    }
    long value = text.matches("\\d{1,10}") ? Long.parseLong(text) : -1;
    if (value < 1 || value > most) {
      throw WireException.message(
          400, name + ": not a number of this list (expected: 1 to " + most + ")");
    }
    return (int) value;
  }

  /// The page of the items, and where in the list it is.
  ///
  /// @param fields what may be sorted by
  <T> JsonObject page(
      Collection<T> items, Map<String, Comparator<T>> fields, Function<T, JsonObject> shape) {
    long skipped = (page - 1L) * perPage;
    JsonArray shown = new JsonArray();
    items.stream()
        .sorted(order(fields))
        .skip(skipped)
        .limit(perPage)
        .map(shape)
        .forEach(shown::add);
    return new JsonObject()
        .put("items", shown)
        .put(
            "paging",
            new JsonObject()
                .put("page", page)
                .put("perPage", perPage)
                .put("total", items.size())
                .put("pages", Math.ceilDiv(items.size(), perPage)));
  }

  private <T> Comparator<T> order(Map<String, Comparator<T>> fields) {
    Comparator<T> order = sort == null ? (_, _) -> 0 : fields.get(sort);
    if (order == null) {
      throw WireException.message(
          400,
          "sort: not known (expected: one of "
              + fields.keySet().stream().sorted().collect(Collectors.joining(", "))
              + ")");
    }
    return descending ? order.reversed() : order;
  }
}
