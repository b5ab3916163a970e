package io.counterfoil.server.feed;

import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.edge.FirstUses;
import io.counterfoil.edge.ProblemJson;
import io.counterfoil.server.control.Parts;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/// Verifies for verifiers the pairs that only this process can: those whose token is known by a
/// hash of another system alone, which no verifier has.
final class FirstUseRelay {
  private final Parts parts;

  FirstUseRelay(Parts parts) {
    this.parts = parts;
  }

  /// How a request is let through.
  interface Gate {
    void let(RoutingContext context, BiConsumer<RoutingContext, FeedSite.Shown> then);
  }

  void mount(Router router, Gate gate) {
    router
        .post("/v1/feed/first-use")
        .handler(context -> gate.let(context, (asked, _) -> relay(asked)));
  }

  private void relay(RoutingContext context) {
    CompletionStage<FirstUses.Finding> finding;
    try {
      JsonObject body = Objects.requireNonNull(context.body().asJsonObject());
      finding =
          parts
              .firstUses()
              .recognise(
                  new AppKey(body.getString("appKey")),
                  AppToken.of(body.getString("token")),
                  body.getString("address"));
    } catch (DecodeException
        | ClassCastException
        | NullPointerException
        | IllegalArgumentException e) {
      ProblemJson.problem(
          context.response(), 400, "first use: (expected: JSON with appKey, token and address)");
      return;
    }
    var loop = context.vertx().getOrCreateContext();
    (finding == null
            ? CompletableFuture.<FirstUses.Finding>completedFuture(new FirstUses.Finding.Settled())
            : finding)
        .thenAccept(found -> loop.runOnContext(_ -> answer(context, found)));
  }

  private void answer(RoutingContext context, FirstUses.Finding found) {
    JsonObject body =
        switch (found) {
          case FirstUses.Finding.Settled _ ->
              new JsonObject().put("revision", parts.directory().revision().number());
          case FirstUses.Finding.Busy(var seconds) -> new JsonObject().put("retrySeconds", seconds);
        };
    context.response().putHeader("Content-Type", "application/json").end(body.toBuffer());
  }
}
