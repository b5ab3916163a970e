package io.counterfoil.edge;

/// Text in HTML.
public final class Html {
  private Html() {}

  /// The text so that it means itself, between tags and in a quoted attribute.
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
