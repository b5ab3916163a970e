package io.counterfoil.server.rightsize;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.usage.RightSizing.Finding;
import io.counterfoil.core.usage.RightSizing.Proposal;
import io.counterfoil.core.usage.RightSizing.Sized;
import io.counterfoil.server.export.CsvSheets;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What was found about keys, as comma-separated values (RFC 4180) in UTF-8: a row a key.
public record SizingExport(Sizing sizing, AccountName account) {
  private static final List<String> COLUMNS =
      List.of(
          "appKey",
          "label",
          "state",
          "findings",
          "lastUsedAt",
          "since",
          "roles",
          "used",
          "unused",
          "proposed",
          "text");

  /// Writes them.
  public void write(OutputStream to) throws IOException {
    CsvSheets out = new CsvSheets(to, "kind", COLUMNS);
    out.begin("key", COLUMNS);
    try {
      sizing.forEach(sized -> write(sized, out));
    } catch (UncheckedIOException e) {
      throw new IOException("the client went away", e);
    }
    out.close();
  }

  private void write(Sized sized, CsvSheets out) {
    var key = sized.subject().key();
    boolean isOwn = key.account().equals(account);
    boolean whole = sizing.wasSoAllTheTime(sized);
    var words = new SizingWords(Language.ENGLISH, sizing.period(), whole);
    Proposal proposal = sized.proposal();
    try {
      out.row(
          List.of(
              key.appKey().value(),
              isOwn ? key.label() : "",
              key.state().name().toLowerCase(Locale.ROOT),
              codes(sized.findings()),
              sized.lastUsed() == null ? "" : sized.lastUsed().toString(),
              (sizing.period().recordedSince().isAfter(sizing.period().since())
                      ? sizing.period().recordedSince()
                      : sizing.period().since())
                  .toString(),
              sized.subject().roles().roles().stream()
                  .map(Role::name)
                  .collect(Collectors.joining(", ")),
              names(sized.used()),
              names(sized.unused()),
              proposal == null ? "" : names(proposal.resources()),
              new TreeSet<>(sized.findings())
                  .stream()
                      .map(finding -> words.text(finding, sized))
                      .collect(Collectors.joining("; "))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String codes(Collection<Finding> findings) {
    return new TreeSet<>(findings)
        .stream()
            .map(finding -> finding.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" "));
  }

  private static String names(Collection<ResourceKey> keys) {
    return keys.stream().map(ResourceKey::value).collect(Collectors.joining(" "));
  }
}
