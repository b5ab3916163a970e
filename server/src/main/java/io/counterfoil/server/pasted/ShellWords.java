package io.counterfoil.server.pasted;

import java.util.ArrayList;
import java.util.List;

/// Splits a command line into words as a POSIX shell does, `$'...'` of bash included; the line
/// continuations of Windows' shells are understood too. Nothing is expanded: a variable stays as it
/// was written, since that is what a caller may have sent.
final class ShellWords {
  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private ShellWords(String text) {
    this.text = text;
  }

  /// The words of the first command.
  ///
  /// @throws IllegalArgumentException if a quotation has no end
  static List<String> of(String text) {
    return new ShellWords(text.replace("\r\n", "\n")).split();
  }

  private List<String> split() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (isContinuation(c)) {
        at++;
        end();
      } else if (c == '\'') {
        quoted('\'');
      } else if (c == '"') {
        quoted('"');
      } else if (c == '$' && at < text.length() && text.charAt(at) == '\'') {
        at++;
        ansi();
      } else if (c == '\\' && at < text.length()) {
        put(text.charAt(at++));
      } else if (c == '^' && at < text.length() && !Character.isLetterOrDigit(text.charAt(at))) {
        put(text.charAt(at++));
      } else if (Character.isWhitespace(c)) {
        end();
      } else if (!inWord && (c == '|' || c == ';' || c == '>')) {
        break;
      } else {
        put(c);
      }
    }
    end();
    return words;
  }

  private boolean isContinuation(char c) {
    return (c == '\\' || c == '^' || c == '`') && at < text.length() && text.charAt(at) == '\n';
  }

  private void put(char c) {
    word.append(c);
    inWord = true;
  }

  private void end() {
    if (inWord) {
      words.add(word.toString());
    }
    word.setLength(0);
    inWord = false;
  }

  private void quoted(char quote) {
    inWord = true;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == quote) {
        return;
      }
      boolean escapes = quote == '"' && c == '\\' && at < text.length();
      if (escapes && "\"\\$`".indexOf(text.charAt(at)) >= 0) {
        word.append(text.charAt(at++));
      } else if (escapes && text.charAt(at) == '\n') {
        at++;
      } else {
        word.append(c);
      }
    }
    throw new IllegalArgumentException(
        "curl: a quotation has no end (expected: a closing " + quote + "); copy the whole command");
  }

  private void ansi() {
    inWord = true;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\'') {
        return;
      }
      word.append(c == '\\' && at < text.length() ? escaped(text.charAt(at++)) : c);
    }
    throw new IllegalArgumentException(
        "curl: a quotation has no end (expected: a closing '); copy the whole command");
  }

  private char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'x' -> hex(2);
      case 'u' -> hex(4);
      default -> c;
    };
  }

  private char hex(int most) {
    int value = 0;
    for (int i = 0; i < most && at < text.length(); i++) {
      int digit = Character.digit(text.charAt(at), 16);
      if (digit < 0) {
        break;
      }
      value = value * 16 + digit;
      at++;
    }
    return (char) value;
  }
}
