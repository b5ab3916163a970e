package io.counterfoil.server.admin;

import io.counterfoil.core.node.Node;
import io.counterfoil.server.node.NodeBoard.Applied;
import io.counterfoil.server.node.NodeBoard.Standing;
import io.counterfoil.server.node.NodeReport;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Verifiers as the admin API shows them.
final class NodeView {
  private NodeView() {}

  /// A verifier that was just added.
  static JsonObject made(Node node) {
    return new JsonObject()
        .put("name", node.name().value())
        .put("createdAt", node.createdAt().toString())
        .put("createdBy", node.createdBy());
  }

  /// How a verifier stands.
  ///
  /// @param head the number of the newest revision here
  static JsonObject standing(Standing standing, long head, Instant now) {
    NodeReport report = standing.report();
    Instant heard = standing.heardAt();
    return made(standing.node())
        .put("state", standing.isLive() ? "live" : "silent")
        .put("heardAt", heard == null ? null : heard.toString())
        .put("silentSeconds", heard == null ? null : seconds(heard, now))
        .put("revision", report == null ? null : report.token())
        .put("lag", report == null ? null : Math.max(0, head - report.revision()))
        .put("edge", report == null ? null : report.edge())
        .put("version", report == null ? null : report.version())
        .put("refused", report == null ? null : report.refused());
  }

  private static long seconds(Instant heard, Instant now) {
    return Math.max(0, Duration.between(heard, now).toSeconds());
  }

  /// Which verifiers have applied something, and which are silent.
  static JsonObject applied(List<Applied> all, Instant now) {
    JsonArray nodes = new JsonArray();
    for (Applied each : all) {
      Instant heard = each.heardAt();
      Instant applied = each.appliedAt();
      nodes.add(
          new JsonObject()
              .put("name", each.node().value())
              .put("state", state(each))
              .put("appliedAt", applied == null ? null : applied.toString())
              .put("silentSeconds", each.isLive() || heard == null ? null : seconds(heard, now)));
    }
    boolean everywhere = all.stream().allMatch(each -> each.appliedAt() != null);
    Instant last = last(all);
    return new JsonObject()
        .put("everywhere", everywhere)
        .put("at", last == null ? null : last.toString())
        .put("nodes", nodes);
  }

  private static @Nullable Instant last(List<Applied> all) {
    return all.stream()
        .map(Applied::appliedAt)
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .orElse(null);
  }

  private static String state(Applied each) {
    return each.appliedAt() != null ? "applied" : each.isLive() ? "behind" : "silent";
  }

  /// The same in one line, for a header.
  static String line(List<Applied> all, Instant now) {
    return all.stream()
        .map(each -> {
          Instant heard = each.heardAt();
          Instant applied = each.appliedAt();
          return each.node()
              + "; "
              + state(each)
              + (applied != null
                  ? "=" + applied
                  : each.isLive() || heard == null ? "" : "=" + seconds(heard, now));
        })
        .collect(Collectors.joining(", "));
  }
}
