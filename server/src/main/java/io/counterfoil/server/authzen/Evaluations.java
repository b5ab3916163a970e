package io.counterfoil.server.authzen;

import io.counterfoil.core.account.Quoted;
import io.counterfoil.server.authzen.model.Entities;
import io.counterfoil.server.authzen.model.Entities.Sought;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Predicate;

/// Several questions in one: what stands beside them is each one's default.
final class Evaluations {
  private static final int MOST = 1_000;
  private static final List<String> DEFAULTS = List.of("subject", "action", "resource", "context");

  private Evaluations() {}

  /// The questions, in order; none where the body is a single question.
  ///
  /// @throws IllegalArgumentException if the body is not of that shape
  static List<JsonObject> read(JsonObject body) {
    Object value = body.getValue("evaluations");
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof JsonArray array)
        || !array.stream().allMatch(JsonObject.class::isInstance)) {
      throw new IllegalArgumentException("evaluations: (expected: an array of objects)");
    }
    if (array.size() > MOST) {
      throw new IllegalArgumentException(
          "evaluations: " + array.size() + " (expected: at most 1,000)");
    }
    stopping(body);
    return array.stream().map(each -> merged(body, (JsonObject) each)).toList();
  }

  /// Whole values replace whole defaults.
  private static JsonObject merged(JsonObject body, JsonObject own) {
    JsonObject merged = new JsonObject();
    for (String name : DEFAULTS) {
      Object value = own.containsKey(name) ? own.getValue(name) : body.getValue(name);
      if (value != null) {
        merged.put(name, value);
      }
    }
    return merged;
  }

  /// Which decision is the last to be made.
  private static Predicate<Boolean> stopping(JsonObject body) {
    Object semantic =
        Entities.object(body, "options", new JsonObject())
            .getValue("evaluations_semantic", "execute_all");
    return switch (String.valueOf(semantic)) {
      case "execute_all" -> decision -> false;
      case "deny_on_first_deny" -> decision -> !decision;
      case "permit_on_first_permit" -> decision -> decision;
      default ->
          throw new IllegalArgumentException(
              "options.evaluations_semantic: `"
                  + Quoted.text(String.valueOf(semantic))
                  + "` (expected: execute_all, deny_on_first_deny or permit_on_first_permit)");
    };
  }

  /// The decisions, in order, as many as were made.
  static JsonObject decide(JsonObject body, List<JsonObject> questions, Asking asking) {
    Predicate<Boolean> isLast = stopping(body);
    JsonArray decisions = new JsonArray();
    for (JsonObject question : questions) {
      JsonObject decision;
      try {
        decision = asking.decide(Entities.read(question, Sought.NOTHING));
      } catch (IllegalArgumentException e) {
        decision = Decider.failed(String.valueOf(e.getMessage()));
      }
      decisions.add(decision);
      if (isLast.test(decision.getBoolean("decision"))) {
        break;
      }
    }
    return new JsonObject().put("evaluations", decisions);
  }

  /// Answers one question.
  @FunctionalInterface
  interface Asking {
    JsonObject decide(Entities asked);
  }
}
