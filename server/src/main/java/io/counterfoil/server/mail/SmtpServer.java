package io.counterfoil.server.mail;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The mail server that takes our mails: `smtp://user:password@host:587`, or `smtps://` where TLS
/// is spoken from the first byte. Prints without its password.
///
/// `smtp://` asks for TLS by STARTTLS (RFC 3207), and hands over nothing where the server does not
/// offer it; `?tls=off` is for a server on the same machine or network. `?ca=FILE` names the
/// certificate of an authority of one's own.
public final class SmtpServer {
  private static final int SUBMISSION = 587;
  private static final int SUBMISSIONS = 465;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  private static final String EXPECTED =
      " (expected: smtp://user:password@host:587 or smtps://user:password@host:465, each part of the"
          + " user and the password percent-encoded)";

  /// When TLS is spoken.
  public enum Tls {
    /// From the first byte.
    ALWAYS,
    /// After STARTTLS, or not at all.
    STARTTLS,
    /// Never.
    OFF
  }

  private final String host;
  private final int port;
  private final Tls tls;
  private final @Nullable String user;
  private final @Nullable String password;
  private final @Nullable String authority;

  private SmtpServer(
      String host, int port, Tls tls, List<String> login, @Nullable String authority) {
    this.host = host;
    this.port = port;
    this.tls = tls;
    this.user = login.isEmpty() ? null : login.getFirst();
    this.password = login.isEmpty() ? null : login.getLast();
    this.authority = authority;
  }

  /// The server that the address names.
  ///
  /// @throws IllegalArgumentException without the address, for a password stands in it
  public static SmtpServer parse(String address) {
    URI uri;
    try {
      uri = new URI(address.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("smtp: not an address" + EXPECTED);
    }
    String scheme = String.valueOf(uri.getScheme());
    if (!scheme.equals("smtp") && !scheme.equals("smtps")) {
      throw new IllegalArgumentException("smtp: neither smtp:// nor smtps://" + EXPECTED);
    }
    String host = uri.getHost();
    if (host == null || uri.getPort() > 65_535 || uri.getPort() == 0) {
      throw new IllegalArgumentException("smtp: without a host and port that can be" + EXPECTED);
    }
    boolean always = scheme.equals("smtps");
    int port = uri.getPort() > 0 ? uri.getPort() : always ? SUBMISSIONS : SUBMISSION;
    Tls tls = always ? Tls.ALWAYS : LOOPBACK.contains(host) ? Tls.OFF : Tls.STARTTLS;
    String authority = null;
    for (String option : uri.getRawQuery() == null ? List.<String>of() : options(uri)) {
      switch (option.split("=", 2)[0]) {
        case "tls" -> tls = tls(option, always);
        case "ca" -> authority = decoded(option.substring(option.indexOf('=') + 1));
        default ->
            throw new IllegalArgumentException("smtp: an unknown option (expected: tls or ca)");
      }
    }
    return new SmtpServer(host, port, tls, login(uri), authority);
  }

  private static List<String> options(URI uri) {
    return List.of(uri.getRawQuery().split("&"));
  }

  private static Tls tls(String option, boolean always) {
    return switch (always ? "" : option) {
      case "tls=off" -> Tls.OFF;
      case "tls=starttls" -> Tls.STARTTLS;
      default ->
          throw new IllegalArgumentException(
              "smtp: tls is neither off nor starttls (expected: one of them, and with smtp:// only)");
    };
  }

  private static List<String> login(URI uri) {
    String login = uri.getRawUserInfo();
    if (login == null) {
      return List.of();
    }
    int colon = login.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("smtp: a user without a password" + EXPECTED);
    }
    return List.of(decoded(login.substring(0, colon)), decoded(login.substring(colon + 1)));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  Tls tls() {
    return tls;
  }

  @Nullable String user() {
    return user;
  }

  /// What the user proves themselves with.
  @Nullable String revealPassword() {
    return password;
  }

  /// File of the certificate that the server's is signed by; null where a public authority did.
  @Nullable String authority() {
    return authority;
  }

  @Override
  public String toString() {
    String scheme = tls == Tls.ALWAYS ? "smtps://" : "smtp://";
    return scheme + (user == null ? "" : user + ":[hidden]@") + host + ":" + port;
  }
}
