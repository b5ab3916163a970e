package io.counterfoil.core.explain;

import io.counterfoil.core.explain.Evidence.Alteration;
import io.counterfoil.core.key.AppToken;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Undoes what editors, shells and hands do to a pasted value. What results is compared to explain,
/// never to admit.
final class Alterations {
  private static final String QUOTES = "\"'`\u201c\u201d\u2018\u2019\u00ab\u00bb";
  private static final Pattern SCHEME =
      Pattern.compile("(?i)\\s*(?:bearer|basic|token|apikey|api-key|key)[ :=]+");

  /// Letters of other scripts that look like ASCII ones, and after each the one that it looks like
  /// (a part of Unicode's confusables, UTS 39). Full-width forms fall to NFKC.
  private static final String LOOKALIKES =
      "\u0410A\u0430a\u0412B\u0421C\u0441c\u0415E\u0435e\u041dH\u0406I\u0456i\u0408J\u0458j"
          + "\u041aK\u043ck\u041cM\u041eO\u043eo\u0420P\u0440p\u0405S\u0455s\u0422T\u0425X\u0445x"
          + "\u0423Y\u0443y\u051bq\u051dw\u0501d\u04bbh\u0261g\u0131i"
          + "\u0391A\u0392B\u0395E\u0396Z\u0397H\u0399I\u039aK\u039cM\u039dN\u039fO\u03a1P\u03a4T"
          + "\u03a5Y\u03a7X\u03bfo\u03b1a\u03bdv\u03b9i\u03c1p\u03c5u\u2010-\u2011-\u2012-\u2013-"
          + "\u2014-\u2212-";

  private Alterations() {}

  /// The text that presented bytes stand for: UTF-8 where they are that, else one character a byte.
  static String decoded(String bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      return bytes;
    }
  }

  /// The altered text; null where nothing changed, nothing remains or more than visible ASCII does.
  /// Letter case cannot be undone, only ignored: that is left to the caller.
  static @Nullable String of(Alteration alteration, String text) {
    String altered =
        switch (alteration) {
          case LETTER_CASE_IGNORED -> text;
          case BLANKS_REMOVED -> without(text, Alterations::isBlank);
          case QUOTES_REMOVED -> without(text, c -> QUOTES.indexOf(c) >= 0).strip();
          case PERCENT_DECODED -> percentDecoded(text).strip();
          case SCHEME_REMOVED -> SCHEME.matcher(text).replaceFirst("").strip();
          case INVISIBLE_REMOVED -> without(text, Alterations::isInvisible);
          case LOOKALIKES_REPLACED -> plain(text);
        };
    int length = altered.length();
    boolean usable = !altered.equals(text) && length > 0 && length <= AppToken.LONGEST;
    return usable && altered.chars().allMatch(c -> c > ' ' && c < 0x7f) ? altered : null;
  }

  /// The 1-based place of the first character that differs.
  static int position(String before, String after) {
    int i = 0;
    while (i < before.length() && i < after.length() && before.charAt(i) == after.charAt(i)) {
      i++;
    }
    return i + 1;
  }

  private static String without(String text, IntPredicate unwanted) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints().filter(unwanted.negate()).forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT,
          Character.CONTROL,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static String percentDecoded(String text) {
    StringBuilder bytes = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int high = text.charAt(i) == '%' ? digit(text, i + 1) : -1;
      int low = digit(text, i + 2);
      if (high < 0 || low < 0) {
        bytes.append(text.charAt(i));
      } else {
        bytes.append((char) (high << 4 | low));
        i += 2;
      }
    }
    return bytes.toString();
  }

  private static int digit(String text, int index) {
    return index < text.length() ? Character.digit(text.charAt(index), 16) : -1;
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .chars()
        .map(Alterations::lookalike)
        .forEach(c -> plain.append((char) c));
    return plain.toString();
  }

  private static int lookalike(int c) {
    int found = c < 0x7f ? -1 : LOOKALIKES.indexOf(c);
    return found < 0 ? c : LOOKALIKES.charAt(found + 1);
  }
}
