package io.counterfoil.server.control;

import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.edge.FirstUses;
import io.counterfoil.edge.PresentedReader;
import io.counterfoil.edge.ProblemJson;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionStage;

/// Lets a request wait, on no thread, while the first use of an imported key is verified. What
/// comes behind it meets a pair that is known, or is not.
public final class FirstUseGate implements Handler<RoutingContext> {
  private final Parts parts;

  /// A gate before what works with the parts.
  public FirstUseGate(Parts parts) {
    this.parts = parts;
  }

  @Override
  public void handle(RoutingContext context) {
    pass(
        context,
        PresentedReader.read(context.request().headers(), context.request().query(), null));
  }

  /// Goes on with the request once it is known what was presented. Only a pair is looked at here: a
  /// user token is read once, further on.
  public void pass(RoutingContext context, Presented presented) {
    CompletionStage<FirstUses.Finding> finding =
        presented.userTokens().isEmpty()
                && parts.reader().read(presented) instanceof Credentials.Pair(var appKey, var token)
            ? parts.firstUses().recognise(appKey, token, Access.origin(context).address())
            : null;
    if (finding == null) {
      context.next();
      return;
    }
    Context loop = context.vertx().getOrCreateContext();
    finding.thenAccept(found -> loop.runOnContext(_ -> go(context, found)));
  }

  private static void go(RoutingContext context, FirstUses.Finding found) {
    switch (found) {
      case FirstUses.Finding.Settled _ -> context.next();
      case FirstUses.Finding.Busy(var retrySeconds) -> {
        context.response().putHeader("Retry-After", Long.toString(retrySeconds));
        ProblemJson.problem(
            context.response(),
            503,
            "the pair could not be checked in time; try again after `Retry-After`");
      }
    }
  }
}
