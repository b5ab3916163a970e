package io.counterfoil.server.console;

import io.counterfoil.edge.ProblemJson;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The web console at `/` and the API reference at `/docs`: pages that are never kept, and files
/// with a hash in their names, which are kept for ever.
///
/// The page answers at the console's own addresses only. Any other address stays what it was: an
/// unknown one is still 404, and never a page of HTML where a program asked for data.
public final class ConsoleSite {
  /// One script, one stylesheet, the fonts and the API of this origin, nothing else: no inline
  /// script or style, no markup made of text (Trusted Types, W3C), no frame, no form, no plug-in.
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

  /// The same for the API reference, whose author is not us: Swagger UI makes markup of the
  /// descriptions in our own document, through the policies of its sanitizer.
  static final String DOCS_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String PERMISSIONS =
      "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String AN_HOUR = "public, max-age=3600";
  private static final String NEVER = "no-store";

  private final ConsoleFiles files;

  /// The console that the jar holds.
  public ConsoleSite() {
    this(new ConsoleFiles());
  }

  ConsoleSite(ConsoleFiles files) {
    this.files = files;
  }

  /// Adds its addresses. Where the jar was built without the console there are none but `/`, which
  /// says so.
  public void mount(Router router) {
    router.get("/").handler(this::page);
    router.get("/docs").handler(context -> shown(context, "docs.html", DOCS_POLICY));
    router.get("/assets/:file").handler(this::asset);
    router.get("/favicon.svg").handler(context -> file(context, "favicon.svg", AN_HOUR));
    for (String route : routes()) {
      router.get("/" + route).handler(this::page);
      router.get("/" + route + "/*").handler(this::page);
    }
  }

  private List<String> routes() {
    String text = files.text("routes.txt");
    return text == null ? List.of() : text.lines().filter(line -> !line.isBlank()).toList();
  }

  private void page(RoutingContext context) {
    shown(context, "index.html", CONTENT_SECURITY_POLICY);
  }

  private void shown(RoutingContext context, String page, String policy) {
    if (files.find(page) == null) {
      ProblemJson.problem(
          context.response(),
          404,
          "this server was built without the console; build it with Node installed, or ask"
              + " /openapi.json what else it does");
      return;
    }
    file(context, page, NEVER, policy);
  }

  private void asset(RoutingContext context) {
    file(context, "assets/" + context.pathParam("file"), FOR_EVER);
  }

  private void file(RoutingContext context, String path, String keep) {
    file(context, path, keep, CONTENT_SECURITY_POLICY);
  }

  private void file(RoutingContext context, String path, String keep, String policy) {
    ConsoleFiles.@Nullable Content content = files.find(path);
    if (content == null) {
      ProblemJson.problem(
          context.response(),
          404,
          "there is no such file of the console; it belongs to another version: load the page anew");
      return;
    }
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, content.type())
        .putHeader(HttpHeaders.CACHE_CONTROL, keep)
        .putHeader("Content-Security-Policy", policy)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Permissions-Policy", PERMISSIONS)
        .end(content.bytes());
  }
}
