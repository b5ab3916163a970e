package io.counterfoil.edge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// What hands, editors and shells do to a pasted value.
record Slips(Random random) {
  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  String with(String text, String inserted) {
    int at = 1 + random.nextInt(text.length() - 1);
    return text.substring(0, at) + inserted + text.substring(at);
  }

  String quoted(String text) {
    return switch (random.nextInt(4)) {
      case 0 -> '"' + text + '"';
      case 1 -> "'" + text + "'";
      case 2 -> "\u00e2\u0080\u009c" + text + "\u00e2\u0080\u009d";
      default -> text + '"';
    };
  }

  String placeholder(String name) {
    return one(
        List.of(
            "{" + name + "}",
            "{{" + name + "}}",
            "<" + name + ">",
            "$" + name,
            "${" + name + "}",
            "%" + name + "%",
            "undefined",
            "null",
            "your-" + name,
            "xxxxx",
            "[object Object]",
            "X-VTEX-API-" + name));
  }

  String lookalike(String token) {
    String text = token;
    String from = "aceopxyABCEHKMOPTX";
    String to =
        "\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0410\u0412\u0421\u0415\u041d\u041a\u041c\u041e\u0420\u0422\u0425";
    int start = 4 + random.nextInt(20);
    for (int i = 0; i < text.length(); i++) {
      int at = (start + i) % text.length();
      int found = from.indexOf(text.charAt(at));
      if (found >= 0) {
        String letter = to.substring(found, found + 1);
        return text.substring(0, at) + bytes(letter) + text.substring(at + 1);
      }
    }
    return bytes("\u0441") + text.substring(1);
  }

  /// UTF-8, one character a byte.
  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  String mistyped(String token) {
    int at = 4 + random.nextInt(token.length() - 4);
    char other = (char) ('0' + random.nextInt(10));
    char wrong = token.charAt(at) == other ? 'z' : other;
    return token.substring(0, at) + wrong + token.substring(at + 1);
  }

  String transposed(String token) {
    int at = 4 + random.nextInt(token.length() - 5);
    while (token.charAt(at) == token.charAt(at + 1)) {
      at = 4 + random.nextInt(token.length() - 5);
    }
    return token.substring(0, at)
        + token.charAt(at + 1)
        + token.charAt(at)
        + token.substring(at + 2);
  }
}
