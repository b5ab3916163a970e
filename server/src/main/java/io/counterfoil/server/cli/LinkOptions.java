package io.counterfoil.server.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whether a token is handed over by a link.
final class LinkOptions {
  @Option(names = "--by-link", description = "Hand the token over by a single-access link.")
  private boolean byLink;

  @Option(
      names = "--passphrase",
      interactive = true,
      description = "Asks for a passphrase that the link will ask for.")
  private char @Nullable [] passphrase;

  void addTo(Map<String, Object> body) {
    if (byLink) {
      body.put("link", true);
    }
    if (passphrase != null) {
      body.put("passphrase", new String(passphrase));
    }
  }
}
