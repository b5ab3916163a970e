package io.counterfoil.server.gateway;

import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.edge.Unpassed;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The headers that a gateway takes off, passes on and adds: towards the edge, and towards the
/// upstream.
///
/// Nothing that a client says about itself in `X-Forwarded-*`, `X-Original-*`, `X-Real-IP`,
/// `Forwarded` or `X-Counterfoil-*` is believed or passed on, in whatever spelling a framework may
/// read it, and no pair and no person's token reaches the upstream.
final class ForwardedHeaders {
  private static final String OURS = "x-counterfoil-";
  private static final List<String> SAID_ABOUT_THE_CLIENT =
      List.of("x-forwarded-", "x-original-", OURS);
  private static final Set<String> SAID_SO = Set.of("forwarded", "x-real-ip", "x-rewrite-url");
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings",
          "content-length",
          "expect",
          "host");

  private ForwardedHeaders() {}

  /// What the edge is asked with: all that the client sent, and where it sent it.
  static MultiMap forEdge(HttpServerRequest request, @Nullable String account) {
    MultiMap asked = MultiMap.caseInsensitiveMultiMap();
    request
        .headers()
        .forEach((name, value) -> {
          String folded = name.toLowerCase(Locale.ROOT);
          if (!OF_THE_CONNECTION.contains(folded)
              && !folded.startsWith("sec-websocket-")
              && !isAboutTheClient(name)) {
            asked.add(name, value);
          }
        });
    asked.set("X-Forwarded-Method", request.method().name()).set("X-Forwarded-Uri", request.uri());
    putClient(asked, request);
    if (account != null) {
      asked.set("X-Counterfoil-Account", account);
    }
    return asked;
  }

  /// Makes the request what the upstream may see.
  ///
  /// @param said what the edge answered
  static void put(HttpServerRequest request, MultiMap said) {
    MultiMap headers = request.headers();
    List.copyOf(headers.names()).stream()
        .filter(ForwardedHeaders::isKeptFromUpstream)
        .forEach(headers::remove);
    withoutUserToken(headers);
    putClient(headers, request);
    said.forEach((name, value) -> {
      if (name.toLowerCase(Locale.ROOT).startsWith(OURS)) {
        headers.add(name, value);
      }
    });
  }

  private static boolean isKeptFromUpstream(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    return isAboutTheClient(name)
        || Unpassed.holds(name)
        || folded.equals("expect")
        || folded.equals("proxy-connection")
        || folded.equals("http2-settings")
        || folded.equalsIgnoreCase(CredentialReader.APP_KEY)
        || folded.equalsIgnoreCase(CredentialReader.USER_TOKEN);
  }

  private static boolean isAboutTheClient(String name) {
    String plain = Unpassed.plain(name);
    return SAID_SO.contains(plain) || SAID_ABOUT_THE_CLIENT.stream().anyMatch(plain::startsWith);
  }

  /// The cookies but those of people's tokens.
  private static void withoutUserToken(MultiMap headers) {
    List<String> kept = new ArrayList<>();
    for (String line : headers.getAll(HttpHeaders.COOKIE)) {
      String rest =
          Arrays.stream(line.split(";"))
              .map(String::strip)
              .filter(cookie -> !cookie.startsWith(CredentialReader.USER_TOKEN))
              .collect(Collectors.joining("; "));
      if (!rest.isEmpty()) {
        kept.add(rest);
      }
    }
    headers.remove(HttpHeaders.COOKIE);
    kept.forEach(line -> headers.add(HttpHeaders.COOKIE, line));
  }

  private static void putClient(MultiMap headers, HttpServerRequest request) {
    HostAndPort called = request.authority();
    if (called != null) {
      headers.set("X-Forwarded-Host", called.toString());
    }
    headers
        .set("X-Forwarded-Proto", request.isSSL() ? "https" : "http")
        .set("X-Forwarded-For", request.remoteAddress().hostAddress());
  }

  /// Whether the client waits to hear that it may send the body.
  static boolean awaitsContinue(HttpServerRequest request) {
    return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
  }

  /// Whether an answer of the edge may be passed on to the client under that name.
  static boolean isForClient(String name) {
    return !OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
  }
}
