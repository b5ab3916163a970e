package io.counterfoil.core.registry;

import io.counterfoil.core.change.Change;
import io.counterfoil.core.outbox.Message;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a command would do: its changes, what the audit log will say of them, what is left behind,
/// and what is told outside. No action means that there is nothing to do; an action without changes
/// is noted in the audit log.
///
/// @param messages what is told besides the event that the action stands for, which the registry
///   adds by itself
record Plan(
    List<Change> changes,
    String action,
    String target,
    Map<String, String> before,
    Map<String, String> after,
    Outcome.Result result,
    List<Message> messages) {

  Plan {
    changes = List.copyOf(changes);
    messages = List.copyOf(messages);
  }

  /// A plan that tells nobody anything of its own.
  Plan(
      List<Change> changes,
      String action,
      String target,
      Map<String, String> before,
      Map<String, String> after,
      Outcome.Result result) {
    this(changes, action, target, before, after, result, List.of());
  }

  static Plan nothing(Outcome.Result result) {
    return new Plan(List.of(), "", "", Map.of(), Map.of(), result);
  }

  boolean isNothing() {
    return action.isEmpty();
  }

  /// The same plan, which also tells this, in the same transaction.
  Plan telling(Message message) {
    List<Message> more = Stream.concat(messages.stream(), Stream.of(message)).toList();
    return new Plan(changes, action, target, before, after, result, more);
  }

  /// The same plan with more changes.
  Plan changing(List<Change> more) {
    List<Change> all = Stream.concat(changes.stream(), more.stream()).toList();
    return new Plan(all, action, target, before, after, result, messages);
  }

  /// The same plan, of which the audit log says this, too.
  Plan noting(Map<String, String> newAfter) {
    return new Plan(changes, action, target, before, newAfter, result, messages);
  }

  /// The same plan, which leaves something else behind.
  Plan leaving(Outcome.Result newResult) {
    return new Plan(changes, action, target, before, after, newResult, messages);
  }
}
