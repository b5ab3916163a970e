package io.counterfoil.core.decision;

import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.TokenFormat;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What the bytes of a value show by themselves: why they cannot be a key or a token. What we issue
/// is recognised first and costs next to nothing.
final class Shape {
  private static final String QUOTES = "\"'`\u201c\u201d\u2018\u2019\u00ab\u00bb";
  private static final Pattern SCHEME =
      Pattern.compile("(?i)(bearer|basic|token|apikey|api-key|key)[ :=].*", Pattern.DOTALL);
  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
  private static final Pattern USER_TOKEN = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+={0,2}");
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\{.*}|<.*>|\\[.*]|\\$\\(?\\w+\\)?|\\$\\{.*}|%\\w+%"
              + "|(?i:undefined|null|none|nil|nan|\\[object object]|changeme|x{3,}|\\*{3,}|\\.{3,}"
              + "|your[-_ ]?.*|(?:x[-_])?(?:vtex[-_])?(?:api[-_])?app[-_]?(?:key|token))");

  private Shape() {}

  /// Why the value cannot be a key; empty if it could.
  static List<Hint> ofKey(String value) {
    return AppKey.looksIssued(value) ? List.of() : of(value, AppKey.LONGEST);
  }

  /// Why the value cannot be a token; empty if it could.
  static List<Hint> ofToken(String value) {
    if (TokenFormat.isIntact(value)) {
      return List.of();
    }
    List<Hint> hints = of(value, AppToken.LONGEST);
    if (hints.isEmpty() && TokenFormat.claimsToBeOurs(value)) {
      int excess = value.length() - TokenFormat.LENGTH;
      return excess == 0 ? hints : List.of(excess < 0 ? Hint.TRUNCATED : Hint.TOO_LONG);
    }
    return hints;
  }

  private static List<Hint> of(String value, int longest) {
    if (value.length() > longest) {
      return List.of(Hint.TOO_LONG);
    }
    String text = decoded(value);
    Set<Hint> hints = EnumSet.noneOf(Hint.class);
    if (PLACEHOLDER.matcher(text).matches()) {
      hints.add(Hint.PLACEHOLDER);
    }
    if (isQuote(text.codePointAt(0)) || isQuote(text.codePointBefore(text.length()))) {
      hints.add(Hint.QUOTED);
    }
    if (SCHEME.matcher(text).matches()) {
      hints.add(Hint.SCHEME_PREFIX);
    }
    if (ESCAPE.matcher(text).find()) {
      hints.add(Hint.PERCENT_ENCODED);
    }
    if (USER_TOKEN.matcher(text).matches()) {
      hints.add(Hint.USER_TOKEN_IN_ITS_PLACE);
    }
    text.codePoints().forEach(c -> examine(c, hints));
    return new ArrayList<>(hints);
  }

  private static void examine(int c, Set<Hint> hints) {
    if (c == ' ' || c == '\t') {
      hints.add(Hint.INNER_SPACE);
    } else if (c < ' ' || c == 0x7f) {
      hints.add(Hint.CONTROL_CHARACTER);
    } else if (c > 0x7f && !isQuote(c)) {
      int type = Character.getType(c);
      hints.add(
          type == Character.FORMAT
                  || type == Character.CONTROL
                  || type == Character.SPACE_SEPARATOR
                  || type == Character.LINE_SEPARATOR
                  || type == Character.PARAGRAPH_SEPARATOR
              ? Hint.INVISIBLE_CHARACTER
              : Hint.LOOKALIKE_CHARACTER);
    } else if (isQuote(c)) {
      hints.add(Hint.QUOTED);
    }
  }

  private static boolean isQuote(int c) {
    return QUOTES.indexOf(c) >= 0;
  }

  /// The text that the bytes stand for: UTF-8 where they are that, else one character a byte.
  private static String decoded(String bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      return bytes;
    }
  }
}
