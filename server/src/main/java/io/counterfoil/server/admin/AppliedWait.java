package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.Quoted;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.AccountCommand;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.PeopleCommand;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.node.NodeBoard.Applied;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets an answer wait until verifiers have applied what was done, and says in it which have and
/// which are silent: `wait=applied`, which goes without saying where something is taken away, or
/// `wait=none`.
final class AppliedWait {
  private static final String FIELD = "counterfoil.applied";
  private static final Duration USUAL = Duration.ofSeconds(2);
  private static final int MOST_SECONDS = 30;

  private final Parts parts;
  private final RoutingContext context;
  private final @Nullable Duration patience;

  private AppliedWait(Parts parts, RoutingContext context, @Nullable Duration patience) {
    this.parts = parts;
    this.context = context;
    this.patience = patience;
  }

  /// What the request asks for; looked at before the command is carried out.
  ///
  /// @throws BadRequestException if it asks for something else
  static AppliedWait of(Parts parts, RoutingContext context, Command command) {
    String wait = context.request().getParam("wait");
    String timeout = context.request().getParam("timeout");
    boolean isAsked =
        wait == null
            ? revokes(command)
            : switch (wait) {
              case "applied" -> true;
              case "none" -> false;
              case String other ->
                  throw new BadRequestException(
                      "wait: `" + Quoted.text(other) + "` (expected: applied or none)");
            };
    return new AppliedWait(parts, context, isAsked ? timeout(timeout) : null);
  }

  private static Duration timeout(@Nullable String text) {
    if (text == null) {
      return USUAL;
    }
    if (text.matches("[0-9]{1,2}s?")) {
      int seconds = Integer.parseInt(text.replace("s", ""));
      if (seconds <= MOST_SECONDS) {
        return Duration.ofSeconds(seconds);
      }
    }
    throw new BadRequestException(
        "timeout: `" + Quoted.text(text) + "` (expected: seconds, at most 30, such as 5s)");
  }

  /// Whether the command takes something away from somebody.
  private static boolean revokes(Command command) {
    return switch (command) {
      case KeyCommand.SetKeyActive set -> !set.active();
      case KeyCommand.DeleteKey _,
          KeyCommand.PurgeKey _,
          KeyCommand.QuarantineKey _,
          KeyCommand.FinishRenewal _,
          KeyCommand.UndoRenewal _,
          KeyCommand.SetKeyRoles _,
          KeyCommand.RemoveExternalKey _,
          RoleCommand.UnlinkRole _,
          RoleCommand.EditRole _,
          PeopleCommand.RemoveUser _ ->
          true;
      case AccountCommand.SetAccountState set -> set.state() != AccountState.ACTIVE;
      case Command _ -> false;
    };
  }

  /// Notes in the answer at which revision it holds; waits, if there is anybody to wait for, and
  /// notes how that ended.
  void until(Revision revision) {
    context.response().putHeader("Counterfoil-Revision", revision.token());
    Duration most = patience;
    if (most == null || parts.directory().nodes().all().isEmpty()) {
      return;
    }
    List<Applied> all = parts.nodes().await(revision.number(), most);
    Instant now = parts.clock().instant();
    context.response().putHeader("Counterfoil-Applied", NodeView.line(all, now));
    context.put(FIELD, NodeView.applied(all, now));
  }

  /// Adds to a body how the wait ended, where there was one.
  static JsonObject told(RoutingContext context, JsonObject body) {
    JsonObject applied = context.get(FIELD);
    return applied == null || body.containsKey("applied") ? body : body.put("applied", applied);
  }
}
