package io.counterfoil.core.registry;

import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.NodeCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.node.Node;
import io.counterfoil.core.node.NodeName;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.store.Directory;
import java.util.List;
import java.util.Map;

/// Plans what commands do about verifiers.
final class NodePlans {
  private static final int MOST = 1_000;

  private final Directory directory;

  NodePlans(Directory directory) {
    this.directory = directory;
  }

  Plan plan(NodeCommand command, Occasion occasion) {
    return switch (command) {
      case NodeCommand.AddNode add -> add(add, occasion);
      case NodeCommand.RemoveNode(var name) -> remove(name);
      case NodeCommand.NoteFork note -> noteFork(note);
    };
  }

  private Plan add(NodeCommand.AddNode command, Occasion occasion) {
    NodeName name = command.name();
    if (directory.nodes().of(name) != null) {
      throw new Rejection(
          Problem.Code.NODE_EXISTS,
          "node `" + name + "` exists already; take another name, or remove that one first");
    }
    if (directory.nodes().all().size() >= MOST) {
      throw new Rejection(
          Problem.Code.INVALID_VALUE,
          "there are " + MOST + " nodes already (expected: fewer); remove one first");
    }
    Node node = new Node(name, command.credential(), occasion.at(), occasion.who());
    return new Plan(
        List.of(new Change.NodePut(node)),
        "node.added",
        target(name),
        Map.of(),
        Map.of("name", name.value()),
        new Result.OfNode(node));
  }

  private Plan remove(NodeName name) {
    if (directory.nodes().of(name) == null) {
      throw new Rejection(
          Problem.Code.NODE_NOT_FOUND, "there is no node `" + name + "`; list the nodes");
    }
    return new Plan(
        List.of(new Change.NodeRemoved(name)),
        "node.removed",
        target(name),
        Map.of("name", name.value()),
        Map.of(),
        new Result.Done());
  }

  private Plan noteFork(NodeCommand.NoteFork command) {
    return new Plan(
        List.of(),
        "node.forked",
        target(command.name()),
        Map.of("revision", command.claimed().token()),
        Map.of("revision", directory.revision().token()),
        new Result.Done());
  }

  private static String target(NodeName name) {
    return "node:" + name;
  }
}
