package io.counterfoil.server.admin;

import io.counterfoil.core.change.NodeCommand;
import io.counterfoil.core.feed.FeedCheck;
import io.counterfoil.core.node.NodeCredential;
import io.counterfoil.core.node.NodeName;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;

/// Verifiers: which there are, how far each is, and who may become one.
final class NodeRoutes {
  private final Parts parts;
  private final SecureRandom random = new SecureRandom();

  NodeRoutes(Parts parts) {
    this.parts = parts;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, "/v1/nodes", this::list);
    routes.add(HttpMethod.POST, "/v1/nodes", this::add);
    routes.add(HttpMethod.DELETE, "/v1/nodes/{node}", this::remove);
  }

  private void list(Exchange exchange) {
    if (exchange.isOperator()) {
      long head = parts.directory().revision().number();
      Instant now = parts.clock().instant();
      exchange.list(parts.nodes().standings(), each -> NodeView.standing(each, head, now));
    }
  }

  private void add(Exchange exchange) {
    if (!exchange.isOperator()) {
      return;
    }
    Body body = Body.object(exchange.context(), "name");
    NodeName name = new NodeName(body.text("name"));
    FeedCheck feed = parts.feedCheck();
    NodeCredential credential = NodeCredential.generate(random, feed.fingerprint());
    exchange.run(
        new NodeCommand.AddNode(name, credential.digest()),
        201,
        result -> shown(credential, result));
  }

  private static JsonObject shown(NodeCredential credential, Outcome.Result result) {
    return switch (result) {
      case Outcome.Result.OfNode(var node) ->
          NodeView.made(node).put("credential", credential.reveal());
      case Outcome.Result.Again(Outcome.Result.OfNode(var node)) -> NodeView.made(node);
      case Outcome.Result _ -> new JsonObject();
    };
  }

  private void remove(Exchange exchange) {
    if (!exchange.isOperator()) {
      return;
    }
    exchange.run(
        new NodeCommand.RemoveNode(new NodeName(exchange.parameter("node"))),
        204,
        _ -> new JsonObject());
  }
}
