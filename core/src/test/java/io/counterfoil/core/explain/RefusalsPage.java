package io.counterfoil.core.explain;

import io.counterfoil.core.decision.RefusalCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The reference page of every refusal, made from the codes and their wording.
final class RefusalsPage {
  static final Path FILE =
      Path.of(System.getProperty("counterfoil.root", ".."), "docs", "reference", "refusals.md");

  private static final String HEAD =
      """
      # Refusals

      Every refusal has a code that never changes, a status, and an id that explains it. One code means
      one remedy. A refused caller reads the code and one sentence; the account's people read more, under
      the refusal's id ([why](../explanation/disclosure.md)).

      The stages are checked in this order, and the first refusal is the answer. Codes marked as reserved
      are kept free: nothing is refused so yet.

      | code | status | stage | in short | who is told what |
      | --- | --- | --- | --- | --- |
      """;

  private RefusalsPage() {}

  /// Writes the page anew.
  static void main() throws IOException {
    Files.writeString(FILE, text());
  }

  static String text() {
    StringBuilder page = new StringBuilder(HEAD);
    for (RefusalCode code : RefusalCode.values()) {
      page.append(row(code));
    }
    for (RefusalCode code : RefusalCode.values()) {
      page.append(section(code));
    }
    return page.toString();
  }

  private static String row(RefusalCode code) {
    return "| [`%s`](#%s) | %d | %s | %s | %s |\n"
        .formatted(
            code.code(),
            code.code(),
            code.status(),
            code.stage().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            Wording.in(Language.ENGLISH).title(code),
            told(code));
  }

  private static String told(RefusalCode code) {
    return switch (code.stage()) {
      case EDGE, PRESENTED, WELL_FORMED -> "anyone: all of it";
      case KNOWN ->
          code == RefusalCode.PAIR_UNKNOWN
              ? "anyone: only this; the account's people: what does not match"
              : "anyone: only this";
      case USABLE, PLACE, OPERATION, ALLOWED, LIMITS -> audience(code);
      case SYSTEM -> "anyone: only this; the operator: why";
    };
  }

  private static String audience(RefusalCode code) {
    boolean aboutRoles = code == RefusalCode.ROLE_MISSING || code == RefusalCode.RESOURCE_MISSING;
    return "who presented an authentic credential: all of it"
        + (aboutRoles ? "; the account's people: the roles that would do" : "");
  }

  private static String section(RefusalCode code) {
    Wording english = Wording.in(Language.ENGLISH);
    return "\n## %s\n\n%s\n\n%s\n\n```text\n%s```\n"
        .formatted(
            code.code(), english.happened(code), english.repair(code), english.example(code));
  }
}
