package io.counterfoil.server.link;

import io.counterfoil.core.explain.Language;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.edge.Html;
import io.counterfoil.edge.ProblemPages;
import org.jspecify.annotations.Nullable;

/// The pages that open links, as HTML. They work without the script, too: it only moves the code
/// from the address into the form.
record LinkPages(Language language) {
  /// The policy that they are served with: one script and one stylesheet of this origin, a form to
  /// this origin, nothing else.
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  /// Takes the code out of the address, so that it stays in no history, and puts it in the form.
  static final String SCRIPT =
      """
      'use strict';
      const field = document.getElementById('code');
      if (field && location.hash.length > 1) {
        field.value = location.hash.slice(1);
        field.type = 'hidden';
        document.getElementById('code-label').hidden = true;
        history.replaceState(null, '', location.pathname + location.search);
      }
      """;

  private static final String CSS =
      """
      .token { font-size: 1rem; user-select: all; }
      """;

  static String stylesheet() {
    return ProblemPages.formStylesheet() + CSS;
  }

  private LinkWords words() {
    return LinkWords.in(language);
  }

  /// The page that waits for a click.
  String waiting() {
    LinkWords words = words();
    return page(
        words.title(),
        paragraph(words.waits())
            + form(
                """
                <label for="code" id="code-label">%s</label>
                <input id="code" name="code" type="text" autocomplete="off" spellcheck="false" \
                required>
                """
                    .formatted(Html.escaped(words.code())),
                words.show()));
  }

  /// The page that asks for a passphrase.
  ///
  /// @param triesLeft null where none was wrong yet
  String asking(String code, @Nullable Integer triesLeft) {
    LinkWords words = words();
    String said = triesLeft == null ? words.asks() : words.wrong().formatted(triesLeft);
    return page(
        words.title(),
        paragraph(said)
            + form(
                """
                <input name="code" type="hidden" value="%s">
                <label for="passphrase">%s</label>
                <input id="passphrase" name="passphrase" type="password" autocomplete="off" \
                required autofocus>
                """
                    .formatted(Html.escaped(code), Html.escaped(words.passphrase())),
                words.show()));
  }

  /// The page that shows the token.
  String opened(String appKey, String token) {
    LinkWords words = words();
    return page(
        words.done(),
        paragraph(words.keep())
            + "<h2>appKey</h2>\n<pre>"
            + Html.escaped(appKey)
            + "</pre>\n<h2>appToken</h2>\n<pre class=\"token\">"
            + Html.escaped(token)
            + "</pre>\n");
  }

  /// The page of a link that has ended; `null` for one that never was.
  String ended(@Nullable SingleAccessLink link) {
    LinkWords words = words();
    if (link == null) {
      return page(words.title(), paragraph(words.unknown()));
    }
    var end = link.end();
    var how = end == null ? SingleAccessLink.How.EXPIRED : end.how();
    String said = words.ended(how, end == null ? null : end.at().toString());
    return page(
        words.title(),
        paragraph(said) + (how == SingleAccessLink.How.OPENED ? paragraph(words.tell()) : ""));
  }

  private static String form(String fields, String button) {
    return "<form method=\"post\" action=\"links\">\n"
        + fields
        + "<button type=\"submit\">"
        + Html.escaped(button)
        + "</button>\n</form>\n";
  }

  private static String paragraph(String text) {
    return "<p>" + Html.escaped(text) + "</p>\n";
  }

  private String page(String title, String main) {
    return """
    <!doctype html>
    <html lang="%s">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>%s</title>
    <link rel="stylesheet" href="links/style.css">
    <script src="links/page.js" defer></script>
    </head>
    <body>
    <main>
    <h1>%s</h1>
    %s</main>
    </body>
    </html>
    """
        .formatted(language.tag(), Html.escaped(title), Html.escaped(title), main);
  }
}
