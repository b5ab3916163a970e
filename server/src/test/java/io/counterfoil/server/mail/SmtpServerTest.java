package io.counterfoil.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses of mail servers.
class SmtpServerTest {
  @Test
  void anAddressNamesAll_andPrintsWithoutItsPassword() {
    SmtpServer server = SmtpServer.parse("smtp://ana%40example.com:p%40ss+word@mail.example.com");

    assertThat(server.user()).isEqualTo("ana@example.com");
    assertThat(server.revealPassword()).isEqualTo("p@ss+word");
    assertThat(server.port()).isEqualTo(587);
    assertThat(server.tls()).isEqualTo(SmtpServer.Tls.STARTTLS);
    assertThat(server).hasToString("smtp://ana@example.com:[hidden]@mail.example.com:587");
  }

  @Test
  void tlsIsSpokenUnlessTheServerIsNear_orItIsSwitchedOff() {
    assertThat(SmtpServer.parse("smtps://mail.example.com").tls()).isEqualTo(SmtpServer.Tls.ALWAYS);
    assertThat(SmtpServer.parse("smtps://mail.example.com").port()).isEqualTo(465);
    assertThat(SmtpServer.parse("smtp://127.0.0.1:25").tls()).isEqualTo(SmtpServer.Tls.OFF);
    assertThat(SmtpServer.parse("smtp://127.0.0.1:25?tls=starttls").tls())
        .isEqualTo(SmtpServer.Tls.STARTTLS);
    assertThat(SmtpServer.parse("smtp://mail.internal:25?tls=off&ca=/etc/ca.pem").tls())
        .isEqualTo(SmtpServer.Tls.OFF);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mail.example.com",
        "http://u:secretword@mail.example.com",
        "smtp://",
        "smtp://u:secretword@mail.example.com:99999",
        "smtp://secretword@mail.example.com",
        "smtp://u:secretword@mail.example.com?speed=fast",
        "smtps://u:secretword@mail.example.com?tls=off",
        "smtp://u:secret word@mail.example.com"
      })
  void aMistakeIsNamed_andNeverThePassword(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SmtpServer.parse(address))
        .withMessageStartingWith("smtp: ")
        .withMessageContaining("(expected: ")
        .withMessageNotContaining("secret");
  }
}
