package io.counterfoil.server.link;

import io.counterfoil.core.change.Problem;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.store.StoreException;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.control.StoreTrouble;
import io.counterfoil.server.link.LinkOpening.Opening;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/// The pages at `/links`: a `GET` shows a button and does nothing, the `POST` behind it opens.
public final class LinkSite {
  private static final String ROOT = "/links";
  private static final int LONGEST_PASSPHRASE = 200;

  private final LinkOpening opening;

  /// Opens by the parts' registry.
  public LinkSite(Parts parts) {
    opening = new LinkOpening(parts);
  }

  /// Where a link of the code is opened.
  public static String address(String publicUrl, String code) {
    return publicUrl + ROOT + "#" + code;
  }

  /// Adds the pages.
  public void mount(Router router) {
    router.get(ROOT).handler(context -> page(context, 200, pages(context).waiting()));
    router
        .get(ROOT + "/page.js")
        .handler(context -> file(context, "text/javascript", LinkPages.SCRIPT));
    router
        .get(ROOT + "/style.css")
        .handler(context -> file(context, "text/css", LinkPages.stylesheet()));
    router.post(ROOT).blockingHandler(this::open, false);
  }

  private void open(RoutingContext context) {
    String code = field(context, "code");
    String passphrase = field(context, "passphrase");
    if (code == null || passphrase != null && passphrase.length() > LONGEST_PASSPHRASE) {
      page(context, 404, pages(context).ended(null));
      return;
    }
    try {
      show(context, code, opening.open(context, code, passphrase));
    } catch (StoreException e) {
      StoreTrouble.answer(context.response(), e);
    }
  }

  private static void show(RoutingContext context, String code, Opening result) {
    LinkPages pages = pages(context);
    switch (result) {
      case Opening.Opened(_, var issued) ->
          page(context, 200, pages.opened(issued.key().appKey().value(), issued.reveal().reveal()));
      case Opening.AsksForPassphrase _ -> page(context, 403, pages.asking(code, null));
      case Opening.NotOpened(var problem, var link) -> {
        boolean again =
            problem.code() == Problem.Code.PASSPHRASE_WRONG && link != null && link.end() == null;
        page(
            context,
            problem.code().status(),
            again ? pages.asking(code, triesLeft(link)) : pages.ended(link));
      }
    }
  }

  private static int triesLeft(@Nullable SingleAccessLink link) {
    return link == null ? 0 : SingleAccessLink.MOST_TRIES - link.wrongTries();
  }

  private static @Nullable String field(RoutingContext context, String name) {
    return context.request().getFormAttribute(name);
  }

  private static LinkPages pages(RoutingContext context) {
    String asked = context.request().getParam("lang");
    String accepted = context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE);
    return new LinkPages(
        Language.preferred(asked != null ? asked : accepted == null ? "" : accepted));
  }

  private static void page(RoutingContext context, int status, String html) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("Content-Security-Policy", LinkPages.CONTENT_SECURITY_POLICY)
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Robots-Tag", "noindex")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader(HttpHeaders.VARY, "Accept-Language")
        .end(html);
  }

  private static void file(RoutingContext context, String type, String text) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, type + "; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(text);
  }
}
