package io.counterfoil.server.oauth;

import io.counterfoil.core.account.Quoted;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a request's form body. A secret: it prints hidden.
final class Form {
  private static final String TYPE = "application/x-www-form-urlencoded";
  private static final int LONGEST = 64 * 1024;

  private final Map<String, String> fields;

  private Form(Map<String, String> fields) {
    this.fields = fields;
  }

  /// Reads the body strictly: each field once (RFC 6749, 3.2), well encoded, in UTF-8. Fields of no
  /// value are as good as absent; unknown ones are ignored, as the RFC asks.
  static Form read(RoutingContext context) {
    String type = context.request().getHeader("Content-Type");
    String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!media.equals(TYPE)) {
      throw OAuthException.invalidRequest(
          "Content-Type: `" + Quoted.text(media) + "` (expected: " + TYPE + ")");
    }
    var buffer = context.body().buffer();
    if (buffer != null && buffer.length() > LONGEST) {
      throw OAuthException.invalidRequest("body: longer than 64 KiB (expected: at most that)");
    }
    String body = buffer == null ? "" : buffer.toString(StandardCharsets.ISO_8859_1);
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : body.split("&", -1)) {
      int equals = field.indexOf('=');
      String name = decoded(equals < 0 ? field : field.substring(0, equals));
      String value = equals < 0 ? "" : decoded(field.substring(equals + 1));
      if (!value.isEmpty() && fields.put(name, value) != null) {
        throw OAuthException.invalidRequest(
            "`" + Quoted.text(name) + "` came more than once (expected: each field once)");
      }
    }
    return new Form(fields);
  }

  /// The text of something form-encoded.
  static String decoded(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (i + 2 >= text.length()
            || !HexFormat.isHexDigit(text.charAt(i + 1))
            || !HexFormat.isHexDigit(text.charAt(i + 2))) {
          throw OAuthException.invalidRequest(
              "a value is not form-encoded (expected: % only before two hex digits)");
        }
        bytes.put((byte) HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 2;
      } else {
        bytes.put(c == '+' ? (byte) ' ' : (byte) c);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw OAuthException.invalidRequest("a value is not UTF-8 (expected: UTF-8, form-encoded)");
    }
  }

  /// The field's value; null where it is absent.
  @Nullable String get(String name) {
    return fields.get(name);
  }

  /// The field's value.
  String need(String name) {
    String value = fields.get(name);
    if (value == null) {
      throw OAuthException.invalidRequest(name + ": missing (expected: a value)");
    }
    return value;
  }

  @Override
  public String toString() {
    return "Form[hidden]";
  }
}
