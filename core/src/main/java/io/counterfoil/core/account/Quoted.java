package io.counterfoil.core.account;

/// Makes foreign text safe to put into a message: short, one line, visible ASCII.
public final class Quoted {
  private static final int LONGEST = 60;

  private Quoted() {}

  /// At most 60 characters of the text; everything but visible ASCII and blanks becomes `?`.
  public static String text(String foreign) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < foreign.length() && i < LONGEST; i++) {
      char c = foreign.charAt(i);
      safe.append(c >= ' ' && c < 0x7f && c != '`' ? c : '?');
    }
    return foreign.length() > LONGEST ? safe.append("...").toString() : safe.toString();
  }
}
