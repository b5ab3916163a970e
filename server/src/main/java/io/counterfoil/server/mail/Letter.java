package io.counterfoil.server.mail;

import io.counterfoil.core.explain.Language;
import io.counterfoil.core.outbox.Mail;
import io.counterfoil.core.outbox.MailKind;
import io.counterfoil.edge.Html;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A mail in words, as plain text and as HTML. Prints hidden: a secret may stand in it.
final class Letter {
  private static final String STYLE =
      "font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;max-width:34em;margin:2em auto;padding:0 1em";
  private static final String BUTTON =
      "display:inline-block;background:#1a4fd6;color:#fff;padding:.6em 1.2em;border-radius:.4em;"
          + "text-decoration:none";

  private final Mail mail;
  private final Wording wording;
  private final @Nullable String link;
  private final @Nullable String code;

  private Letter(Mail mail, Wording wording, @Nullable String link, @Nullable String code) {
    this.mail = mail;
    this.wording = wording;
    this.link = link;
    this.code = code;
  }

  /// The mail in its own language.
  ///
  /// @param secret what was sealed in it; null where nothing was
  static Letter of(Mail mail, @Nullable String secret, String publicUrl) {
    return new Letter(
        mail,
        wording(mail.kind(), mail.language()),
        link(mail.kind(), secret, publicUrl),
        mail.kind().page() == null ? secret : null);
  }

  /// Where the link of such a mail leads; null where it has none.
  static @Nullable String link(MailKind kind, @Nullable String secret, String publicUrl) {
    String page = kind.page();
    return page == null ? null : publicUrl + page + (secret == null ? "" : "#" + secret);
  }

  private static Wording wording(MailKind kind, Language language) {
    return switch (language) {
      case ENGLISH -> EnglishLetters.of(kind);
      case PORTUGUESE -> PortugueseLetters.of(kind);
      case SPANISH -> SpanishLetters.of(kind);
    };
  }

  String subject() {
    return filled(wording.subject());
  }

  /// One line each of a list of keys, under what the list is.
  private Map<String, String> lists() {
    Map<String, String> lists = new LinkedHashMap<>();
    for (String name : new String[] {"red", "orange"}) {
      String lines = mail.fields().getOrDefault(name, "");
      if (!lines.isBlank()) {
        lists.put(name, lines);
      }
    }
    return lists;
  }

  String text() {
    StringBuilder text = new StringBuilder(filled(wording.text())).append("\n\n");
    lists()
        .values()
        .forEach(list ->
            text.append(list.lines().map(line -> "- " + line).collect(Collectors.joining("\n")))
                .append("\n\n"));
    if (code != null) {
      text.append("    ").append(code).append("\n\n");
    }
    if (link != null && wording.action() != null) {
      text.append(wording.action()).append(":\n").append(link).append("\n\n");
    }
    return text.append(wording.after()).append('\n').toString();
  }

  String html() {
    StringBuilder html = new StringBuilder("<!doctype html><html lang=\"");
    html.append(mail.language().tag()).append("\"><meta charset=\"utf-8\"><title>");
    html.append(Html.escaped(subject())).append("</title><body><div style=\"").append(STYLE);
    html.append("\">").append(paragraph(filled(wording.text())));
    lists()
        .values()
        .forEach(list ->
            html.append("<ul>")
                .append(
                    list.lines()
                        .map(line -> "<li>" + Html.escaped(line))
                        .collect(Collectors.joining()))
                .append("</ul>"));
    if (code != null) {
      html.append("<p style=\"font:28px monospace;letter-spacing:.15em\">")
          .append(Html.escaped(code))
          .append("</p>");
    }
    if (link != null && wording.action() != null) {
      html.append("<p><a style=\"").append(BUTTON).append("\" href=\"");
      html.append(Html.escaped(link)).append("\">").append(Html.escaped(wording.action()));
      html.append("</a></p>");
    }
    return html.append(paragraph(wording.after())).append("</div></body></html>\n").toString();
  }

  private static String paragraph(String text) {
    return "<p>" + Html.escaped(text) + "</p>";
  }

  /// The text with the mail's fields in it, each on one line, so that nobody's name adds a line to
  /// a header.
  private String filled(String text) {
    String filled = text;
    for (var field : mail.fields().entrySet()) {
      String value = field.getValue().replaceAll("\\p{Cntrl}+", " ").strip();
      filled = filled.replace("{" + field.getKey() + "}", value);
    }
    return filled;
  }

  @Override
  public String toString() {
    return "Letter[" + mail.kind() + ", hidden]";
  }
}
