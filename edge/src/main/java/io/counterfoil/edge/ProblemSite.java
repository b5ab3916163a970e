package io.counterfoil.edge;

import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.explain.Language;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Serves [ProblemPages] at their own addresses, in the language that `?lang=` or `Accept-Language`
/// asks for.
public final class ProblemSite implements Handler<HttpServerRequest> {
  /// The site.
  public ProblemSite() {}

  /// Whether the path is one of the site's.
  public static boolean holds(String path) {
    return path.equals(ProblemPages.ROOT) || path.startsWith(ProblemPages.ROOT + "/");
  }

  @Override
  public void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      ProblemJson.problem(
          response, 405, "this address answers only GET and HEAD; ask with one of them");
      return;
    }
    String path = Objects.requireNonNullElse(request.path(), "");
    Language language = language(request);
    if (path.equals(ProblemPages.STYLESHEET)) {
      send(response, "text/css; charset=utf-8", ProblemPages.stylesheet());
    } else if (path.equals(ProblemPages.ROOT) || path.equals(ProblemPages.ROOT + "/")) {
      page(response, language, ProblemPages.index(language));
    } else {
      RefusalCode.of(path.substring(ProblemPages.ROOT.length() + 1))
          .ifPresentOrElse(
              code -> page(response, language, ProblemPages.page(code, language)),
              () ->
                  ProblemJson.problem(
                      response,
                      404,
                      "there is no refusal code of that name; they are listed at "
                          + ProblemPages.ROOT));
    }
  }

  private static Language language(HttpServerRequest request) {
    String query = request.query();
    List<String> asked = Query.read(query).values("lang");
    return asked.isEmpty() ? preferred(request) : Language.preferred(asked.getFirst());
  }

  static Language preferred(HttpServerRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
    return accepted == null ? Language.ENGLISH : Language.preferred(accepted);
  }

  private static void page(HttpServerResponse response, Language language, String html) {
    response
        .putHeader("Content-Security-Policy", ProblemPages.CONTENT_SECURITY_POLICY)
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Content-Language", language.tag())
        .putHeader(HttpHeaders.VARY, "Accept-Language");
    send(response, "text/html; charset=utf-8", html);
  }

  private static void send(HttpServerResponse response, String type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length))
        .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(Buffer.buffer(bytes));
  }
}
