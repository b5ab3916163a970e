package io.counterfoil.edge;

import java.util.regex.Pattern;

/// Text in HTML.
public final class Html {
  private static final Pattern VALUE = Pattern.compile("`([^`]*)`");

  private Html() {}

  /// The text so that it means itself, between tags and in a quoted attribute.
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /// The same, with what stands in backticks as code.
  public static String withCode(String text) {
    return VALUE.matcher(escaped(text)).replaceAll("<code>$1</code>");
  }
}
