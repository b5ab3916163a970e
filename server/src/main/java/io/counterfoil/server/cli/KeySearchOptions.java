package io.counterfoil.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which keys are wanted, and in what order.
final class KeySearchOptions {
  @Option(names = "--search", description = "Part of the label or the name.")
  private @Nullable String search;

  @Option(names = "--no-role", description = "Only those without a role.")
  private boolean noRole;

  @Option(names = "--quarantined", description = "Those that wait to be released.")
  private boolean quarantined;

  @Option(names = "--deleted", description = "Those that can be restored.")
  private boolean deleted;

  @Option(
      names = "--sort",
      description =
          "createdAt, tokenSince, lastUsedAt, label or appKey; with - in front, backwards.")
  private @Nullable String sort;

  String query() {
    return "limit=200"
        + (search == null ? "" : "&search=" + ControlClient.encoded(search))
        + (sort == null ? "" : "&sort=" + ControlClient.encoded(sort))
        + (noRole ? "&noRole=true" : "")
        + (quarantined && !deleted ? "&state=quarantined" : "")
        + (deleted ? "&state=deleted" : "");
  }
}
