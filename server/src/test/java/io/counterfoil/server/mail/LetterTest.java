package io.counterfoil.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.Email;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.outbox.Mail;
import io.counterfoil.core.outbox.MailKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Mails in words.
class LetterTest {
  private static Mail mail(MailKind kind, Language language, String by) {
    return new Mail(
        new Email("ana@example.com"),
        language,
        kind,
        Map.of(
            "account",
            "acme",
            "by",
            by,
            "to",
            "eve@acme.example",
            "reason",
            "why",
            "red",
            "ERP (appkey-acme-QXZKWM)",
            "orange",
            "a\nb"),
        null,
        Duration.ofDays(3));
  }

  @ParameterizedTest
  @EnumSource
  void everyKindIsWordedInEachLanguage_andNoFieldIsLeftOpen(MailKind kind) {
    for (Language language : Language.values()) {
      Letter letter = Letter.of(mail(kind, language, "Ana"), "s3cret", "https://keys.example.com");

      assertThat(letter.subject()).isNotBlank();
      assertThat(letter.subject() + letter.text() + letter.html()).doesNotContain("{", "null");
      assertThat(letter.text()).contains("s3cret");
      assertThat(letter.html()).contains("s3cret", "lang=\"" + language.tag());
      assertThat(letter.toString()).doesNotContain("s3cret");
    }
  }

  @Test
  void whatPeopleCallThemselvesIsText_notMarkup_andNoHeader() {
    Letter letter =
        Letter.of(
            mail(MailKind.INVITATION, Language.ENGLISH, "<b>Ana</b>\r\nBcc: all@example.com"),
            "x",
            "https://keys.example.com");

    assertThat(letter.html()).contains("&lt;b&gt;Ana").doesNotContain("<b>");
    assertThat(letter.text()).contains("<b>Ana</b> Bcc: all@example.com invites you");
  }

  @Test
  void aDigestListsItsKeys_theOldestFirst() {
    Letter letter =
        Letter.of(
            mail(MailKind.RENEWAL_DIGEST, Language.SPANISH, "x"), null, "https://keys.example.com");

    assertThat(letter.text())
        .contains("- ERP (appkey-acme-QXZKWM)\n\n- a\n- b\n")
        .contains("https://keys.example.com/\n");
  }
}
