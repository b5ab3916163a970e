package io.counterfoil.server.admin;

import io.counterfoil.core.account.Quoted;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A JSON body, read strictly: what is unknown or of another type is refused by name.
final class Body {
  private static final int LONGEST = 1024 * 1024;

  private final JsonObject fields;

  private Body(JsonObject fields) {
    this.fields = fields;
  }

  /// An object with no other fields than these.
  static Body object(RoutingContext context, String... known) {
    if (!(decoded(context) instanceof JsonObject object)) {
      throw new BadRequestException("body: not an object (expected: a JSON object)");
    }
    Set<String> unknown = new TreeSet<>(object.fieldNames());
    unknown.removeAll(Set.of(known));
    if (!unknown.isEmpty()) {
      throw new BadRequestException(
          "body: field `"
              + Quoted.text(unknown.iterator().next())
              + "` is unknown (expected: "
              + String.join(", ", known)
              + ")");
    }
    return new Body(object);
  }

  /// The same where there may be no body at all, which says nothing.
  static Body optionalObject(RoutingContext context, String... known) {
    var buffer = context.body().buffer();
    return buffer == null || buffer.length() == 0
        ? new Body(new JsonObject())
        : object(context, known);
  }

  /// An array of whole numbers.
  static List<Integer> numbers(RoutingContext context) {
    if (decoded(context) instanceof JsonArray array) {
      return numbers("body", array);
    }
    throw new BadRequestException("body: not an array (expected: role numbers, such as [16])");
  }

  private static Object decoded(RoutingContext context) {
    var buffer = context.body().buffer();
    if (buffer == null || buffer.length() == 0) {
      throw new BadRequestException("body: empty (expected: JSON)");
    }
    if (buffer.length() > LONGEST) {
      throw new BadRequestException(413, "body: longer than 1 MiB (expected: at most that)");
    }
    String type = context.request().getHeader("Content-Type");
    if (type != null && !type.contains("json")) {
      throw new BadRequestException(
          415, "Content-Type: `" + Quoted.text(type) + "` (expected: application/json)");
    }
    try {
      return Json.decodeValue(buffer);
    } catch (DecodeException e) {
      String where =
          String.valueOf(e.getMessage()).replaceAll("(?s).*(line: \\d+, column: \\d+).*", "$1");
      throw new BadRequestException(
          "body: not JSON"
              + (where.startsWith("line") ? ", at " + where : "")
              + " (expected: JSON)");
    }
  }

  String text(String name) {
    String value = optionalText(name);
    if (value == null) {
      throw new BadRequestException(name + ": missing (expected: a text)");
    }
    return value;
  }

  @Nullable String optionalText(String name) {
    Object value = fields.getValue(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text) || text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new BadRequestException(name + ": (expected: a text without control characters)");
    }
    return text;
  }

  /// A text that may be of several lines.
  @Nullable String optionalLines(String name) {
    Object value = fields.getValue(name);
    if (value != null && !(value instanceof String)) {
      throw new BadRequestException(name + ": (expected: a text)");
    }
    return (String) value;
  }

  int whole(String name) {
    Integer value = optionalWhole(name);
    if (value == null) {
      throw new BadRequestException(name + ": missing (expected: a whole number)");
    }
    return value;
  }

  @Nullable Integer optionalWhole(String name) {
    Object value = fields.getValue(name);
    if (value != null && !(value instanceof Integer)) {
      throw new BadRequestException(name + ": (expected: a whole number)");
    }
    return (Integer) value;
  }

  Map<String, String> textMap(String name) {
    Object value = fields.getValue(name);
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof JsonObject object)) {
      throw new BadRequestException(name + ": (expected: an object of texts)");
    }
    Body entries = new Body(object);
    Map<String, String> texts = new TreeMap<>();
    object.fieldNames().forEach(entry -> texts.put(entry, entries.text(entry)));
    return texts;
  }

  @Nullable Boolean optionalFlag(String name) {
    Object value = fields.getValue(name);
    if (value != null && !(value instanceof Boolean)) {
      throw new BadRequestException(name + ": (expected: true or false)");
    }
    return (Boolean) value;
  }

  @Nullable Instant optionalInstant(String name) {
    String text = optionalText(name);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new BadRequestException(
          name + ": `" + Quoted.text(text) + "` (expected: a time such as 2027-01-31T00:00:00Z)");
    }
  }

  List<Integer> optionalNumbers(String name) {
    return numbers(name, optionalArray(name));
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object value : optionalArray(name)) {
      if (!(value instanceof String text)) {
        throw new BadRequestException(name + ": (expected: an array of texts)");
      }
      texts.add(text);
    }
    return texts;
  }

  Body inner(String name, String... known) {
    Object value = fields.getValue(name);
    if (!(value instanceof JsonObject object) || !Set.of(known).containsAll(object.fieldNames())) {
      throw new BadRequestException(
          name + ": (expected: an object with " + String.join(", ", known) + ")");
    }
    return new Body(object);
  }

  /// Each entry of an object whose entries are texts, or arrays of texts: one pair for each text,
  /// in order.
  List<Map.Entry<String, String>> pairs(String name) {
    Object value = fields.getValue(name);
    if (value != null && !(value instanceof JsonObject)) {
      throw new BadRequestException(name + ": (expected: an object of texts)");
    }
    List<Map.Entry<String, String>> pairs = new ArrayList<>();
    for (var entry : value == null ? new JsonObject() : (JsonObject) value) {
      JsonArray all =
          entry.getValue() instanceof JsonArray several
              ? several
              : new JsonArray().add(entry.getValue());
      for (Object one : all) {
        if (!(one instanceof String text)) {
          throw new BadRequestException(
              name + ": `" + Quoted.text(entry.getKey()) + "` (expected: a text, or several)");
        }
        pairs.add(Map.entry(entry.getKey(), text));
      }
    }
    return pairs;
  }

  /// An array of objects with no other fields than these.
  List<Body> objects(String name, String... known) {
    List<Body> objects = new ArrayList<>();
    for (Object value : optionalArray(name)) {
      if (!(value instanceof JsonObject object)
          || !Set.of(known).containsAll(object.fieldNames())) {
        throw new BadRequestException(
            name + ": (expected: an array of objects with " + String.join(", ", known) + ")");
      }
      objects.add(new Body(object));
    }
    return objects;
  }

  /// Whether the field stands in the body, even if as null.
  boolean names(String name) {
    return fields.containsKey(name);
  }

  boolean has(String name) {
    return fields.getValue(name) != null;
  }

  private JsonArray optionalArray(String name) {
    Object value = fields.getValue(name);
    if (value != null && !(value instanceof JsonArray)) {
      throw new BadRequestException(name + ": (expected: an array)");
    }
    return value == null ? new JsonArray() : (JsonArray) value;
  }

  private static List<Integer> numbers(String name, JsonArray array) {
    List<Integer> numbers = new ArrayList<>();
    for (Object value : array) {
      if (!(value instanceof Integer number)) {
        throw new BadRequestException(name + ": (expected: an array of whole numbers)");
      }
      numbers.add(number);
    }
    return numbers;
  }
}
