package io.counterfoil.server.feed;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.NodeCommand;
import io.counterfoil.core.key.VerifierKeys;
import io.counterfoil.core.node.Node;
import io.counterfoil.core.node.NodeCredential;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.store.StoreException;
import io.counterfoil.edge.ProblemJson;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.node.NodeReport;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What verifiers ask: the feed, the snapshot to begin with, the keys to decide with; and where
/// they report how far they are. Each shows its credential, which opens nothing else.
public final class FeedSite {
  private static final String BEARER = "Bearer ";
  private static final int MOST_FORKS = 10_000;

  private final Parts parts;
  private final FeedHub hub;
  private final VerifierKeys keys;
  private final String baseDomain;
  private final Set<String> notedForks = ConcurrentHashMap.newKeySet();

  /// @param keys what verifiers decide with
  /// @param baseDomain hosts `{account}.{baseDomain}` belong to that account
  public FeedSite(Parts parts, FeedHub hub, VerifierKeys keys, String baseDomain) {
    this.parts = parts;
    this.hub = hub;
    this.keys = keys;
    this.baseDomain = baseDomain;
  }

  /// Adds the addresses.
  public void mount(Router router) {
    router.get("/v1/feed").handler(context -> authentic(context, this::read));
    router
        .get("/v1/feed/snapshot")
        .blockingHandler(context -> authentic(context, this::snapshot), false);
    router.get("/v1/feed/keys").handler(context -> authentic(context, this::keys));
    router.post("/v1/feed/report").handler(context -> authentic(context, this::report));
    new FirstUseRelay(parts).mount(router, this::authentic);
  }

  private void authentic(RoutingContext context, BiConsumer<RoutingContext, Shown> then) {
    String header = String.valueOf(context.request().getHeader("Authorization"));
    NodeCredential shown =
        header.startsWith(BEARER) ? NodeCredential.read(header.substring(BEARER.length())) : null;
    Node node = shown == null ? null : parts.directory().nodes().of(shown.digest());
    if (shown == null || node == null) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
      ProblemJson.problem(
          context.response(),
          401,
          "the feed is for verifiers (expected: `Authorization: Bearer` with the credential that"
              + " `counterfoil node add` printed); add the node, or correct its credential");
      return;
    }
    then.accept(context, new Shown(node, shown));
  }

  /// Who asks, and what it showed.
  record Shown(Node node, NodeCredential credential) {}

  private void read(RoutingContext context, Shown who) {
    Revision after = after(context);
    if (after == null) {
      ProblemJson.problem(
          context.response(),
          400,
          "after, hash: (expected: the number and the hash of the revision that is there, 64 hex"
              + " digits)");
      return;
    }
    Context loop = context.vertx().getOrCreateContext();
    loop.<FeedHub.Cursor>executeBlocking(() -> hub.cursor(after), false)
        .onComplete(cursor -> go(context, who, after, cursor), failure -> failed(context, failure));
  }

  private static @Nullable Revision after(RoutingContext context) {
    try {
      long number = Long.parseLong(String.valueOf(context.request().getParam("after")));
      String hash = String.valueOf(context.request().getParam("hash"));
      return hash.matches("[0-9a-f]{64}") ? new Revision(number, hash) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private void go(RoutingContext context, Shown who, Revision after, FeedHub.Cursor cursor) {
    HttpServerResponse response = context.response();
    switch (cursor) {
      case KNOWN -> {
        response
            .putHeader("Content-Type", "application/vnd.counterfoil.feed")
            .putHeader("Cache-Control", "no-store");
        new Subscriber(
                hub,
                who.node().name(),
                name -> who.node().equals(parts.directory().nodes().of(name)),
                context.request(),
                context.vertx().getOrCreateContext(),
                after.number())
            .start();
      }
      case FORKED -> {
        noteFork(context, who, after);
        ProblemJson.problem(
            response,
            409,
            "revision "
                + after.token()
                + " is not of this record's history; take a snapshot, and find out which was lost");
      }
      case TOO_OLD ->
          ProblemJson.problem(
              response, 410, "revision " + after.token() + " is too long ago; take a snapshot");
    }
  }

  /// Once for each fork of each verifier: it asks again only if it was not heard.
  private void noteFork(RoutingContext context, Shown who, Revision claimed) {
    String fork = who.node().name() + " " + claimed.hash();
    if (notedForks.size() >= MOST_FORKS || !notedForks.add(fork)) {
      return;
    }
    System.getLogger(FeedSite.class.getName())
        .log(
            System.Logger.Level.ERROR,
            "FORK: node `"
                + who.node().name()
                + "` stood at revision "
                + claimed.token()
                + ", which is not of this record's history; was an old backup restored, or did a"
                + " standby take over that had not everything?");
    context
        .vertx()
        .executeBlocking(
            () ->
                parts
                    .registry()
                    .execute(
                        new NodeCommand.NoteFork(who.node().name(), claimed),
                        new Actor.Job("feed"),
                        new Origin("feed", null)),
            false)
        .onFailure(_ -> notedForks.remove(fork));
  }

  private void snapshot(RoutingContext context, Shown who) {
    try {
      context.response().putHeader("Content-Type", "application/vnd.counterfoil.snapshot");
      context.response().sendFile(hub.snapshot().toString());
    } catch (IOException | StoreException e) {
      failed(context, e);
    }
  }

  private static void failed(RoutingContext context, Throwable failure) {
    context.response().putHeader("Retry-After", "5");
    ProblemJson.problem(
        context.response(),
        503,
        failure instanceof StoreException || failure instanceof IOException
            ? String.valueOf(failure.getMessage())
            : "the feed cannot be read now; try again");
  }

  private void keys(RoutingContext context, Shown who) {
    Base64.Encoder base64 = Base64.getEncoder();
    context
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(
            new JsonObject()
                .put("node", who.node().name().value())
                .put("baseDomain", baseDomain)
                .put("feedKey", base64.encodeToString(hub.signer().check().encoded()))
                .put("sealed", base64.encodeToString(who.credential().seal(keys.reveal())))
                .put("userTokenKey", parts.userTokens().publicKey())
                .put("problems", parts.publicUrl() + "/problems/")
                .toBuffer());
  }

  private void report(RoutingContext context, Shown who) {
    try {
      JsonObject body = Objects.requireNonNull(context.body().asJsonObject());
      parts
          .nodes()
          .heard(
              who.node().name(),
              new NodeReport(
                  body.getLong("revision"),
                  limited(body.getString("token")),
                  limited(body.getString("edge")),
                  limited(body.getString("version")),
                  body.getLong("refused")));
      context.response().setStatusCode(204).end();
    } catch (DecodeException | ClassCastException | NullPointerException e) {
      ProblemJson.problem(
          context.response(),
          400,
          "report: (expected: JSON with revision, token, edge, version, refused)");
    }
  }

  private static String limited(@Nullable String text) {
    return text == null ? "" : text.substring(0, Math.min(text.length(), 200));
  }
}
