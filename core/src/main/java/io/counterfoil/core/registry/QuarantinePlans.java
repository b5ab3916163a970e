package io.counterfoil.core.registry;

import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.store.Directory;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Plans quarantines: put on a key, and taken from it.
final class QuarantinePlans {
  private static final int LONGEST_REASON = 500;

  private final Lookup lookup;

  QuarantinePlans(Directory directory) {
    lookup = new Lookup(directory);
  }

  Plan quarantine(KeyCommand.QuarantineKey command, Instant now) {
    ApiKey key = lookup.key(command.account(), command.key());
    String reason = reason(command.reason());
    if (key.state() == KeyState.QUARANTINED) {
      return Plan.nothing(new Result.OfKey(key));
    }
    return plan("key.quarantined", key, key.quarantined(now), reason);
  }

  Plan release(KeyCommand.ReleaseKey command, Instant now) {
    ApiKey key = lookup.key(command.account(), command.key());
    String reason = reason(command.reason());
    if (key.state() != KeyState.QUARANTINED) {
      throw new Rejection(
          Problem.Code.KEY_NOT_QUARANTINED,
          "key `" + key.appKey() + "` is not quarantined; there is nothing to release");
    }
    return plan("key.released", key, key.released(now), reason);
  }

  private static Plan plan(String action, ApiKey before, ApiKey after, String reason) {
    return new Plan(
        List.of(new Change.KeyPut(after)),
        action,
        KeyPlans.target(before),
        Map.of("state", before.state().name()),
        Map.of("state", after.state().name(), "reason", reason),
        new Result.OfKey(after));
  }

  static String reason(String text) {
    String reason = text.strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw KeyPlans.invalid(
          "reason: "
              + reason.length()
              + " characters (expected: 1 to "
              + LONGEST_REASON
              + "); say why, for whoever reads the audit log");
    }
    return reason;
  }
}
