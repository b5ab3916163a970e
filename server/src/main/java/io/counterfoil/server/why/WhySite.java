package io.counterfoil.server.why;

import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.log.DecisionRecord;
import io.counterfoil.core.log.RefusalId;
import io.counterfoil.core.log.RefusedRequest;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.server.control.Access;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/// The caller's own page of a refusal, at `/why/{id}`: public, and safe by the rule of disclosure.
/// Whoever has the id reads what a stranger may know; whoever presents the refused pair reads what
/// its caller was told. A pair that does not match is refused and noted like any other.
public final class WhySite {
  /// Where the pages are.
  public static final String ROOT = "/why";

  private static final String ADAPTER = "why";
  private static final int LONGEST = 8 * 1024;

  private final Parts parts;

  /// A site over the parts.
  public WhySite(Parts parts) {
    this.parts = parts;
  }

  /// Adds the pages.
  public void mount(Router router) {
    router
        .get(ROOT + "/style.css")
        .handler(context ->
            context
                .response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/css; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(WhyPages.stylesheet()));
    router.get(ROOT + "/:id").blockingHandler(this::show, false);
    router.post(ROOT + "/:id").blockingHandler(this::prove, false);
  }

  private @Nullable DecisionRecord known(RoutingContext context) {
    String id = String.valueOf(context.pathParam("id"));
    return RefusalId.isValid(id) ? parts.refusals().find(new RefusalId(id)) : null;
  }

  private WhyPages pages(RoutingContext context) {
    String asked = context.request().getParam("lang");
    String accepted = context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE);
    return new WhyPages(
        Language.preferred(asked != null ? asked : accepted == null ? "" : accepted),
        parts.publicUrl());
  }

  private void show(RoutingContext context) {
    DecisionRecord known = known(context);
    WhyPages pages = pages(context);
    if (known == null) {
      page(context, 404, pages.unknown());
    } else {
      page(context, 200, pages.open(known, null));
    }
  }

  private void prove(RoutingContext context) {
    DecisionRecord known = known(context);
    WhyPages pages = pages(context);
    if (known == null || WhyPages.isToldToAnyone(known)) {
      show(context);
      return;
    }
    ApiKey key = authentic(context);
    Refusal refusal = known.refusal();
    if (key == null) {
      page(context, 401, pages.open(known, pages.wrong()));
    } else if (refusal == null) {
      page(context, 200, pages.open(known, pages.little()));
    } else if (!key.appKey().equals(known.appKey())) {
      page(context, 403, pages.open(known, pages.other()));
    } else {
      page(context, 200, pages.proved(known, refusal));
    }
  }

  /// The key whose pair was presented, usable or not; null where there is no such pair.
  private @Nullable ApiKey authentic(RoutingContext context) {
    Presented presented = Presented.pair(field(context, "appKey"), field(context, "appToken"));
    var attempt =
        new Attempt(
            parts.reader().read(presented),
            Where.UNSAID.from(Where.ANYWHERE),
            new Wanted.Resources(new Requirement.Nothing()),
            parts.clock().instant());
    return switch (parts.authority().rule(attempt).decision()) {
      case Decision.Allowed(_, Caller.Key(var key), _, _) -> key;
      case Decision.Refused(_, _, Caller.Key(var key), _) -> key;
      case Decision.Allowed _ -> null;
      case Decision.Refused refused -> {
        var origin = Access.origin(context);
        parts
            .refusals()
            .refused(
                new RefusedRequest(
                    refused, attempt, presented, ADAPTER, origin.address(), origin.requestId()));
        yield null;
      }
    };
  }

  private static String field(RoutingContext context, String name) {
    String value = context.request().getFormAttribute(name);
    return value == null || value.length() > LONGEST ? "" : value;
  }

  private static void page(RoutingContext context, int status, String html) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("Content-Security-Policy", WhyPages.CONTENT_SECURITY_POLICY)
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Robots-Tag", "noindex")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader(HttpHeaders.VARY, "Accept-Language")
        .end(html);
  }
}
