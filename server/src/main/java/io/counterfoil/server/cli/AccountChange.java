package io.counterfoil.server.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What of an account is to be changed.
final class AccountChange {
  @Option(names = "--state", description = "active or inactive; for the operator.")
  private @Nullable String state;

  @Option(names = "--key-creation", description = "sponsor_only or delegated.")
  private @Nullable String rule;

  @Option(names = "--on-leak", description = "quarantine or alarm.")
  private @Nullable String onLeak;

  @Option(
      names = "--second-factor-required",
      arity = "1",
      description = "true or false: whether people need a second factor here.")
  private @Nullable Boolean factor;

  @Option(names = "--renewal-period", description = "Months until tokens are due: 3 or 6.")
  private @Nullable Integer renewalPeriod;

  @Option(
      names = "--keep-refusals",
      paramLabel = "DAYS",
      description = "For how many days refusals are kept: 1 to 30.")
  private @Nullable Integer keepRefusals;

  @Option(
      names = "--max-staleness",
      paramLabel = "MINUTES",
      description = "How long verifiers that lost contact may go on deciding for the account.")
  private @Nullable Integer maxStaleness;

  @Option(names = "--host", description = "A host of the account; may be repeated.")
  private @Nullable List<String> hosts;

  /// What was given, as the server takes it.
  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    put(body, "state", state);
    put(body, "keyCreation", rule);
    put(body, "onLeak", onLeak);
    put(body, "secondFactorRequired", factor);
    put(body, "hosts", hosts);
    put(body, "renewalPeriod", renewalPeriod);
    put(body, "keepRefusals", keepRefusals);
    put(body, "maxStalenessMinutes", maxStaleness);
    return body;
  }

  private static void put(Map<String, Object> body, String name, @Nullable Object value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
