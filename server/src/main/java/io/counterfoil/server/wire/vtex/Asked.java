package io.counterfoil.server.wire.vtex;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Caller;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A request whose caller may go on.
///
/// @param account the account that it is for
/// @param caller null for the operator
record Asked(RoutingContext context, AccountName account, @Nullable Caller caller) {
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32}");
  private static final Pattern DASHED =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /// A parameter of the path, decoded.
  String path(String name) {
    String value = context.pathParam(name);
    return value == null ? "" : value;
  }

  /// A parameter of the query; null where it is absent or empty.
  @Nullable String query(String name) {
    String value = context.request().getParam(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /// The id of a person or key in the path.
  UUID userId() {
    return userId(path("userId"));
  }

  /// An id of a person or key.
  UUID userId(String text) {
    if (text.isEmpty() || text.toLowerCase(Locale.ROOT).equals("null")) {
      throw WireException.methodNotAllowed(context.request().method().name());
    }
    UUID id = uuid(text);
    if (id == null) {
      throw WireException.invalidUserId();
    }
    return id;
  }

  /// The id, written with or without dashes; null where it is none.
  static @Nullable UUID uuid(String text) {
    if (HEX.matcher(text).matches()) {
      return new UUID(
          Long.parseUnsignedLong(text, 0, 16, 16), Long.parseUnsignedLong(text, 16, 32, 16));
    }
    return DASHED.matcher(text).matches() ? UUID.fromString(text) : null;
  }

  /// The body, whatever its declared type.
  JsonObject body() {
    return object(context);
  }

  /// The body of a request that need not have been let on.
  static JsonObject object(RoutingContext context) {
    if (json(context) instanceof JsonObject object) {
      return object;
    }
    throw WireException.body("a JSON object");
  }

  /// The body's value, of whatever kind.
  static @Nullable Object json(RoutingContext context) {
    Buffer buffer = context.body().buffer();
    if (buffer == null || buffer.length() == 0) {
      return null;
    }
    try {
      return Json.decodeValue(buffer);
    } catch (DecodeException e) {
      throw WireException.body("JSON");
    }
  }

  /// The text of a field; empty where it is absent or null.
  static String text(JsonObject body, String field) {
    Object value = body.getValue(field);
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    throw WireException.body("the field `" + field + "` to be a string");
  }
}
