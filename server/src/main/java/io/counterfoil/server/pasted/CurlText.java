package io.counterfoil.server.pasted;

import io.counterfoil.server.pasted.PastedRequest.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a curl command as curl does, as far as the request's head goes. Bodies are not looked at,
/// files are not opened, nothing is sent.
///
/// Source: the manual page of curl 8.
public final class CurlText {
  private static final int LONGEST = 256 * 1024;

  /// Options of one letter that take a value and do not matter here.
  private static final String SKIPPED_LETTERS = "ocCDEhKmPQrtTUwxyYzFd";

  /// Long options that take a value and do not matter here.
  private static final Set<String> SKIPPED =
      Set.of(
          "--output",
          "--connect-timeout",
          "--max-time",
          "--retry",
          "--retry-delay",
          "--retry-max-time",
          "--resolve",
          "--connect-to",
          "--proxy",
          "--proxy-user",
          "--proxy-header",
          "--cacert",
          "--capath",
          "--cert",
          "--cert-type",
          "--key",
          "--key-type",
          "--pass",
          "--ciphers",
          "--tls-max",
          "--write-out",
          "--cookie-jar",
          "--config",
          "--dump-header",
          "--interface",
          "--limit-rate",
          "--max-redirs",
          "--max-filesize",
          "--range",
          "--continue-at",
          "--stderr",
          "--trace",
          "--trace-ascii",
          "--unix-socket",
          "--dns-servers",
          "--local-port",
          "--keepalive-time",
          "--noproxy",
          "--rate",
          "--speed-limit",
          "--speed-time",
          "--variable",
          "--aws-sigv4",
          "--form-string",
          "--form",
          "--upload-file",
          "--data",
          "--data-ascii",
          "--data-binary",
          "--data-raw",
          "--data-urlencode",
          "--url-query",
          "--json",
          "--time-cond",
          "--netrc-file");

  private final List<String> words;
  private final List<Header> headers = new ArrayList<>();
  private @Nullable String method;
  private @Nullable String url;
  private boolean hasBody;
  private boolean isUpload;
  private boolean isGet;
  private boolean isHead;

  private CurlText(List<String> words) {
    this.words = words;
  }

  /// Reads the command.
  ///
  /// @throws IllegalArgumentException if it is none
  public static PastedRequest read(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "curl: " + text.length() + " characters (expected: at most " + LONGEST + ")");
    }
    List<String> words = new ArrayList<>(ShellWords.of(text.strip()));
    if (!words.isEmpty() && words.getFirst().equals("$")) {
      words.removeFirst();
    }
    if (words.isEmpty() || !words.getFirst().matches("(?i)(.*[/\\\\])?curl(\\.exe)?")) {
      throw new IllegalArgumentException(
          "curl: the text is no curl command (expected: `curl`, then options and an address)");
    }
    return new CurlText(words.subList(1, words.size())).request();
  }

  private PastedRequest request() {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("--") && word.length() > 2) {
        i += longOption(word, i);
      } else if (word.startsWith("-") && word.length() > 1) {
        i += letters(word.substring(1), i);
      } else if (url == null) {
        url = word;
      }
    }
    String address = url;
    if (address == null) {
      throw new IllegalArgumentException("curl: no address (expected: where the request goes to)");
    }
    return new PastedRequest(method(), address, headers);
  }

  private String method() {
    if (method != null) {
      return method;
    }
    return isHead ? "HEAD" : isUpload ? "PUT" : hasBody && !isGet ? "POST" : "GET";
  }

  /// How many words after this one belong to the option.
  private int longOption(String word, int at) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    if (!takesValue(name)) {
      flag(name);
      return 0;
    }
    String value = equals < 0 ? value(at + 1, name) : word.substring(equals + 1);
    take(name, value);
    return equals < 0 ? 1 : 0;
  }

  private static boolean takesValue(String name) {
    return SKIPPED.contains(name)
        || Set.of(
                "--request",
                "--header",
                "--cookie",
                "--user",
                "--user-agent",
                "--referer",
                "--url",
                "--oauth2-bearer")
            .contains(name);
  }

  /// `-sSLX POST`, `-XPOST`: letters in a row, the last of which may take what follows.
  private int letters(String letters, int at) {
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      String name = longName(letter);
      boolean takes = name != null || SKIPPED_LETTERS.indexOf(letter) >= 0;
      if (!takes) {
        flag("-" + letter);
        continue;
      }
      boolean isLast = i == letters.length() - 1;
      String value = isLast ? value(at + 1, "-" + letter) : letters.substring(i + 1);
      take(name == null ? "-" + letter : name, value);
      return isLast ? 1 : 0;
    }
    return 0;
  }

  private static @Nullable String longName(char letter) {
    return switch (letter) {
      case 'X' -> "--request";
      case 'H' -> "--header";
      case 'b' -> "--cookie";
      case 'u' -> "--user";
      case 'A' -> "--user-agent";
      case 'e' -> "--referer";
      case 'd' -> "--data";
      case 'F' -> "--form";
      case 'T' -> "--upload-file";
      default -> null;
    };
  }

  private String value(int at, String option) {
    if (at >= words.size()) {
      throw new IllegalArgumentException(
          "curl: " + option + " has no value; copy the whole command");
    }
    return words.get(at);
  }

  private void flag(String name) {
    switch (name) {
      case "-G", "--get" -> isGet = true;
      case "-I", "--head" -> isHead = true;
      default -> {
        // how it is sent or shown, not what
      }
    }
  }

  private void take(String name, String value) {
    switch (name) {
      case "--request" -> method = value;
      case "--url" -> url = value;
      case "--header" -> header(value);
      case "--cookie" -> {
        if (value.indexOf('=') >= 0) {
          headers.add(Header.of("Cookie", value));
        }
      }
      case "--user" ->
          headers.add(
              Header.of(
                  "Authorization",
                  "Basic "
                      + Base64.getEncoder()
                          .encodeToString(value.getBytes(StandardCharsets.UTF_8))));
      case "--oauth2-bearer" -> headers.add(Header.of("Authorization", "Bearer " + value));
      case "--user-agent" -> headers.add(Header.of("User-Agent", value));
      case "--referer" -> headers.add(Header.of("Referer", value));
      case "--upload-file" -> isUpload = true;
      default ->
          hasBody |=
              name.startsWith("--data") || name.equals("--json") || name.startsWith("--form");
    }
  }

  /// `Name: value`; `Name;` sends an empty value, and `Name:` sends nothing.
  private void header(String line) {
    int colon = line.indexOf(':');
    if (colon > 0) {
      String value = line.substring(colon + 1);
      if (!value.isBlank()) {
        headers.add(Header.of(line.substring(0, colon).strip(), value));
      }
    } else if (line.endsWith(";") && line.length() > 1) {
      headers.add(Header.of(line.substring(0, line.length() - 1), ""));
    }
  }
}
