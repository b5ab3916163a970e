package io.counterfoil.core.role;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The path of a request target, read once and strictly.
///
/// A proxy and the API behind it may read one path differently: that is how authorization is
/// bypassed (CVE-2021-29492, CVE-2021-43557, CVE-2026-26205 and their kin). So a path that could be
/// read in two ways is refused, never repaired.
public sealed interface RequestPath {
  /// The longest target that is read, in characters.
  int LONGEST = 8192;

  /// A path that everybody reads alike: decoded once, without its query and without one trailing
  /// slash.
  record Canonical(String value) implements RequestPath {
    @Override
    public String toString() {
      return value;
    }
  }

  /// A path that two readers may read differently.
  ///
  /// @param what the construct that makes it so, in words
  record Ambiguous(String what) implements RequestPath {}

  /// Reads the path of an origin-form request target (RFC 9112, 3.2.1); a query is left aside.
  static RequestPath read(String target) {
    if (target.length() > LONGEST) {
      return new Ambiguous("a target longer than 8,192 characters");
    }
    if (!target.startsWith("/")) {
      return new Ambiguous("a target that does not begin with a slash");
    }
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    String trouble = troubleInRaw(path);
    if (trouble == null && target.indexOf('#') >= 0) {
      trouble = "a fragment";
    }
    return trouble == null ? decoded(path) : new Ambiguous(trouble);
  }

  private static @Nullable String troubleInRaw(String path) {
    int segmentStart = 1;
    for (int i = 1; i <= path.length(); i++) {
      char c = i < path.length() ? path.charAt(i) : '/';
      if (c == '/') {
        String trouble = troubleInSegment(path, segmentStart, i);
        if (trouble != null) {
          return trouble;
        }
        segmentStart = i + 1;
      } else if (c <= ' ' || c >= 0x7f) {
        return "a blank, a control character or a character beyond ASCII";
      } else if (c == '\\') {
        return "a backslash";
      } else if (c == ';') {
        return "a semicolon";
      }
    }
    return null;
  }

  private static @Nullable String troubleInSegment(String path, int start, int end) {
    int length = end - start;
    if (length == 0 && end < path.length()) {
      return "two slashes in a row";
    }
    if (length <= 2 && length > 0 && path.startsWith("..".substring(0, length), start)) {
      return "a dot segment";
    }
    return null;
  }

  private static RequestPath decoded(String path) {
    String trimmed =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (trimmed.indexOf('%') < 0) {
      return new Canonical(trimmed);
    }
    ByteBuffer bytes = ByteBuffer.allocate(trimmed.length());
    for (int i = 0; i < trimmed.length(); i++) {
      char c = trimmed.charAt(i);
      if (c != '%') {
        bytes.put((byte) c);
        continue;
      }
      int value = escape(trimmed, i);
      String trouble = troubleInEscape(value);
      if (trouble != null) {
        return new Ambiguous(trouble);
      }
      bytes.put((byte) value);
      i += 2;
    }
    try {
      return new Canonical(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
    } catch (CharacterCodingException e) {
      return new Ambiguous("an escape that is not UTF-8");
    }
  }

  private static int escape(String path, int at) {
    int high = at + 1 < path.length() ? Character.digit(path.charAt(at + 1), 16) : -1;
    int low = at + 2 < path.length() ? Character.digit(path.charAt(at + 2), 16) : -1;
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static @Nullable String troubleInEscape(int value) {
    return switch (value) {
      case -1 -> "an incomplete escape";
      case '/' -> "an encoded slash";
      case '\\' -> "an encoded backslash";
      case '.' -> "an encoded dot";
      case ';' -> "an encoded semicolon";
      case '%' -> "a doubly encoded character";
      case '?', '#' -> "an encoded delimiter";
      default -> value < ' ' || value == 0x7f ? "an encoded control character" : null;
    };
  }
}
