package io.counterfoil.server.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which server to ask, as whom, and how to print what it says.
final class ControlOptions {
  @Option(names = "--control", paramLabel = "URL", description = "The control server.")
  private @Nullable String control;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data directory of a server on this machine.")
  private @Nullable Path data;

  @Option(names = "--lang", description = "Language of texts: en, pt or es.")
  private String language = "en";

  @Option(names = "--json", description = "Print JSON, as the server answers.")
  private boolean json;

  boolean json() {
    return json;
  }

  ControlClient client() {
    return new ControlClient(Target.find(control, data), language);
  }
}
