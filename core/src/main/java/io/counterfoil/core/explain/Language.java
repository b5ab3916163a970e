package io.counterfoil.core.explain;

import java.util.Locale;

/// The languages that people are spoken to in.
public enum Language {
  ENGLISH,
  PORTUGUESE,
  SPANISH;

  /// The first language of an `Accept-Language` header (RFC 9110, 12.5.4) that is spoken here, in
  /// the header's own order; English where none is.
  public static Language preferred(String acceptLanguage) {
    for (String range : acceptLanguage.split(",")) {
      String tag = range.strip().toLowerCase(Locale.ROOT);
      if (tag.startsWith("pt")) {
        return PORTUGUESE;
      }
      if (tag.startsWith("es")) {
        return SPANISH;
      }
      if (tag.startsWith("en")) {
        return ENGLISH;
      }
    }
    return ENGLISH;
  }

  /// The language's tag (BCP 47).
  public String tag() {
    return switch (this) {
      case ENGLISH -> "en";
      case PORTUGUESE -> "pt";
      case SPANISH -> "es";
    };
  }
}
