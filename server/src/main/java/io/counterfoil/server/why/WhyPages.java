package io.counterfoil.server.why;

import io.counterfoil.core.decision.Answer;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.explain.Evidence;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.log.DecisionRecord;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.edge.Html;
import io.counterfoil.edge.ProblemPages;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The caller's page of a refusal as HTML without a script, in one language.
final class WhyPages {
  /// The policy that the pages are served with.
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  private static final String CSS =
      """
      .report { user-select: all; }
      .said { font-weight: 600; }
      """;

  private final Language language;
  private final WhyWords words;
  private final Wording wording;
  private final String publicUrl;

  WhyPages(Language language, String publicUrl) {
    this.language = language;
    this.publicUrl = publicUrl;
    words = WhyWords.in(language);
    wording = Wording.in(language);
  }

  static String stylesheet() {
    return ProblemPages.formStylesheet() + CSS;
  }

  /// The page of an id that names no refusal.
  String unknown() {
    return page(words.title(), paragraph(words.unknown()), "");
  }

  /// What anybody may read who has the id.
  ///
  /// @param said what is said of a pair that was presented; null where none was
  String open(DecisionRecord known, @Nullable String said) {
    boolean isTold = isToldToAnyone(known);
    String title = isTold ? wording.title(known.code()) : words.title();
    String main =
        (said == null ? "" : "<p class=\"said\" role=\"alert\">" + Html.withCode(said) + "</p>\n")
            + (isTold ? code(known) + hints(known) : paragraph(words.recognised()) + form(known))
            + report(known, isTold, false);
    return page(title, main, known.id().value());
  }

  /// What whoever presented the refused pair may read: all that a caller is told.
  String proved(DecisionRecord known, Refusal refusal) {
    String main = code(known) + detail(refusal) + report(known, true, true);
    return page(wording.title(known.code()), main, known.id().value());
  }

  String wrong() {
    return words.wrong();
  }

  String other() {
    return words.other();
  }

  String little() {
    return words.little();
  }

  /// Whether anybody may be told the code: a pure function of the caller's bytes, the one answer to
  /// every pair that does not match, or an outage.
  static boolean isToldToAnyone(DecisionRecord known) {
    return switch (known.code().stage()) {
      case EDGE, PRESENTED, WELL_FORMED, KNOWN, SYSTEM -> true;
      case USABLE, PLACE, OPERATION, ALLOWED, LIMITS -> false;
    };
  }

  private String code(DecisionRecord known) {
    return "<p class=\"about\"><code>%s</code> &middot; HTTP %d</p>\n"
            .formatted(known.code().code(), known.code().status())
        + section(words.happened(), paragraph(wording.happened(known.code())))
        + section(words.repair(), paragraph(wording.repair(known.code())));
  }

  private String hints(DecisionRecord known) {
    String shown =
        known.evidence().stream()
            .filter(Evidence.Seen.class::isInstance)
            .map(each ->
                "<li>" + Html.withCode(wording.hint(((Evidence.Seen) each).hint())) + "</li>\n")
            .collect(Collectors.joining());
    return shown.isEmpty() ? "" : section(words.shows(), "<ul>\n" + shown + "</ul>\n");
  }

  private String detail(Refusal refusal) {
    return paragraph(told(refusal));
  }

  private String told(Refusal refusal) {
    return wording.detail(Answer.toCaller(refusal));
  }

  private String form(DecisionRecord known) {
    return """
    <form method="post" action="%s?lang=%s">
    <p>%s</p>
    <label for="key">appKey</label>
    <input id="key" name="appKey" autocomplete="off" spellcheck="false" required>
    <label for="token">appToken</label>
    <input id="token" name="appToken" type="password" autocomplete="off" required>
    <button type="submit">%s</button>
    </form>
    """
        .formatted(
            WhySite.ROOT + "/" + known.id(),
            language.tag(),
            Html.withCode(words.prove()),
            Html.escaped(words.show()));
  }

  private String report(DecisionRecord known, boolean hasCode, boolean isProved) {
    StringBuilder text = new StringBuilder();
    line(text, "refusal", known.id().value());
    line(text, "at", known.at().toString());
    if (hasCode) {
      line(text, "code", known.code().code() + " - " + wording.title(known.code()));
    }
    Refusal refusal = known.refusal();
    if (isProved && refusal != null) {
      line(text, "appKey", String.valueOf(known.appKey()));
      line(text, "account", String.valueOf(known.account()));
      line(
          text,
          "request",
          (known.method() == null ? "" : known.method() + " ")
              + (known.route() == null ? "" : known.route()));
      List<ResourceKey> needed = refusal.needed().keys();
      if (!needed.isEmpty()) {
        line(
            text,
            "needed",
            needed.stream().map(ResourceKey::value).collect(Collectors.joining(", ")));
      }
      line(text, "told", told(refusal));
    }
    line(text, "why", "counterfoil why " + known.id());
    line(text, "page", publicUrl + WhySite.ROOT + "/" + known.id());
    return section(
        words.report(),
        paragraph(words.tell())
            + "<pre class=\"report\">"
            + Html.escaped(text.toString().strip())
            + "</pre>\n");
  }

  private static void line(StringBuilder text, String name, String value) {
    if (!value.isBlank()) {
      text.append("%-8s %s%n".formatted(name + ":", value.strip()));
    }
  }

  private static String section(String title, String content) {
    return "<h2>" + Html.escaped(title) + "</h2>\n" + content;
  }

  private static String paragraph(String text) {
    return "<p>" + Html.withCode(text) + "</p>\n";
  }

  private String languages(String id) {
    return Arrays.stream(Language.values())
        .filter(one -> one != language)
        .map(one ->
            "<a href=\"%s/%s?lang=%s\" lang=\"%s\" hreflang=\"%s\">%s</a>"
                .formatted(
                    WhySite.ROOT,
                    Html.escaped(id),
                    one.tag(),
                    one.tag(),
                    one.tag(),
                    WhyWords.in(one).name()))
        .collect(Collectors.joining("\n"));
  }

  private String page(String title, String main, String id) {
    return """
    <!doctype html>
    <html lang="%s">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>%s</title>
    <link rel="stylesheet" href="%s/style.css">
    </head>
    <body>
    <main>
    <h1>%s</h1>
    %s%s</main>
    </body>
    </html>
    """
        .formatted(
            language.tag(),
            Html.escaped(title),
            WhySite.ROOT,
            Html.withCode(title),
            main,
            id.isEmpty() ? "" : "<nav>" + languages(id) + "</nav>\n");
  }
}
