package io.counterfoil.server.export;

/// Makes a text fit for a cell of a spreadsheet.
///
/// Source of the rule on formulas: OWASP, CSV Injection.
final class Cell {
  /// The longest text that Excel takes, in characters.
  static final int LONGEST = 32_767;

  private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

  private Cell() {}

  /// The text, with an apostrophe in front where a spreadsheet could take it for a formula.
  static String safe(String text) {
    return text.isEmpty() || FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
  }

  /// The text without characters that XML cannot hold, and no longer than a cell may be.
  static String printable(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints().limit(LONGEST).map(c -> isXml(c) ? c : 0xfffd).forEach(kept::appendCodePoint);
    return kept.length() <= LONGEST ? kept.toString() : kept.substring(0, LONGEST - 1) + "…";
  }

  /// XML 1.0, 2.2: which characters there are.
  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || c >= 0x20 && c <= 0xd7ff
        || c >= 0xe000 && c <= 0xfffd
        || c >= 0x10000;
  }
}
