package io.counterfoil.edge;

import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.explain.Wording;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The pages that explain each refusal code to people, as HTML without a script, in every language.
/// They are the same for everybody: nothing of any request stands in them.
public final class ProblemPages {
  /// Where the index is; a code's page lies below it.
  public static final String ROOT = "/problems";

  /// Where the pages look for [#stylesheet()].
  public static final String STYLESHEET = ROOT + "/style.css";

  /// The policy that the pages are served with: one stylesheet of the same origin, nothing else.
  public static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final String FORM_CSS =
      """
      label { display: block; margin: 1rem 0 .25rem; font-weight: 600; }
      input { box-sizing: border-box; width: 100%; padding: .625rem .75rem; font: inherit;
        color: inherit; background: var(--paper); border: 1px solid var(--line);
        border-radius: 6px; }
      button { margin-top: 1.25rem; padding: .75rem 1.25rem; min-height: 44px; font: inherit;
        font-weight: 600; color: var(--paper); background: var(--link); border: 0;
        border-radius: 6px; cursor: pointer; }
      input:focus-visible, button:focus-visible { outline: 2px solid var(--link);
        outline-offset: 2px; }
      """;
  private static final String CSS =
      """
      :root { color-scheme: light dark; --ink: #1c2024; --faint: #5a6169; --paper: #fff;
        --sheet: #f4f5f7; --line: #d9dce0; --link: #0b57a4; }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #e8eaed; --faint: #a4abb3; --paper: #15181b; --sheet: #1f2327;
          --line: #363c42; --link: #82b4f0; }
      }
      body { margin: 0; background: var(--paper); color: var(--ink);
        font: 1rem/1.6 system-ui, sans-serif; }
      main { max-width: 44rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
      h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 1.5rem; text-wrap: balance; }
      h2 { font-size: 1.125rem; margin: 2rem 0 .5rem; }
      p { margin: 0 0 .75rem; }
      a { color: var(--link); text-underline-offset: .15em; }
      a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
      code, pre { font: .875rem/1.6 ui-monospace, monospace; overflow-wrap: anywhere; }
      pre { background: var(--sheet); border: 1px solid var(--line); border-radius: 6px;
        padding: .75rem 1rem; margin: 0 0 .5rem; white-space: pre-wrap; }
      .about, nav, dd { color: var(--faint); }
      nav { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; }
      nav > * { margin-right: 1rem; }
      dt { margin-top: .75rem; } dd { margin: 0; }
      """;

  private ProblemPages() {}

  /// The words around a page's text.
  private record Words(
      String name, String happened, String repair, String refused, String instead, String index) {}

  private static Words words(Language language) {
    return switch (language) {
      case ENGLISH ->
          new Words(
              "English",
              "What happened",
              "How to fix it",
              "Refused, for example",
              "Instead",
              "Why a request is refused");
      case PORTUGUESE ->
          new Words(
              "Português",
              "O que aconteceu",
              "Como corrigir",
              "Recusado, por exemplo",
              "Em vez disso",
              "Por que uma requisição é recusada");
      case SPANISH ->
          new Words(
              "Español",
              "Qué ocurrió",
              "Cómo corregirlo",
              "Rechazado, por ejemplo",
              "En su lugar",
              "Por qué se rechaza una solicitud");
    };
  }

  /// The stylesheet of every page.
  public static String stylesheet() {
    return CSS;
  }

  /// The same for pages with a form, which others serve in the same look.
  public static String formStylesheet() {
    return CSS + FORM_CSS;
  }

  /// The page of the code.
  public static String page(RefusalCode code, Language language) {
    Wording wording = Wording.in(language);
    Words words = words(language);
    String main =
        "<p class=\"about\"><code>%s</code> &middot; HTTP %d</p>\n<h1>%s</h1>\n"
                .formatted(code.code(), code.status(), Html.withCode(wording.title(code)))
            + section(words.happened(), paragraph(wording.happened(code)))
            + section(words.repair(), paragraph(wording.repair(code)))
            + examples(wording.example(code), words);
    String up = "<a href=\"%s?lang=%s\">%s</a>".formatted(ROOT, language.tag(), words.index());
    return document(
        language, wording.title(code), main, up + languages(ROOT + "/" + code.code(), language));
  }

  /// The list of every code.
  public static String index(Language language) {
    Wording wording = Wording.in(language);
    String list =
        Arrays.stream(RefusalCode.values())
            .map(code ->
                "<dt><a href=\"%s/%s?lang=%s\"><code>%s</code></a></dt><dd>%s</dd>\n"
                    .formatted(
                        ROOT,
                        code.code(),
                        language.tag(),
                        code.code(),
                        Html.withCode(wording.title(code))))
            .collect(Collectors.joining("", "<dl>\n", "</dl>\n"));
    String title = words(language).index();
    return document(language, title, "<h1>" + title + "</h1>\n" + list, languages(ROOT, language));
  }

  private static String section(String title, String content) {
    return "<h2>%s</h2>\n%s\n".formatted(title, content);
  }

  private static String paragraph(String text) {
    return "<p>" + Html.withCode(text) + "</p>";
  }

  /// An example is what is refused, `->`, and what is not.
  private static String examples(String example, Words words) {
    String[] sides = example.split("->\n", 2);
    String refused = section(words.refused(), preformatted(sides[0]));
    return sides.length < 2 ? refused : refused + section(words.instead(), preformatted(sides[1]));
  }

  private static String preformatted(String text) {
    return "<pre>" + Html.escaped(text.strip()) + "</pre>";
  }

  private static String languages(String address, Language current) {
    return Arrays.stream(Language.values())
        .map(one ->
            one == current
                ? "<span>%s</span>".formatted(words(one).name())
                : "<a href=\"%s?lang=%s\" lang=\"%s\" hreflang=\"%s\">%s</a>"
                    .formatted(address, one.tag(), one.tag(), one.tag(), words(one).name()))
        .collect(Collectors.joining("\n"));
  }

  private static String document(Language language, String title, String main, String nav) {
    return """
    <!doctype html>
    <html lang="%s">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title>
    <link rel="stylesheet" href="%s">
    </head>
    <body>
    <main>
    %s<nav>%s</nav>
    </main>
    </body>
    </html>
    """
        .formatted(language.tag(), Html.escaped(title), STYLESHEET, main, nav);
  }
}
