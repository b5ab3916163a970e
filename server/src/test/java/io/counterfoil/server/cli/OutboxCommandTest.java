package io.counterfoil.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.outbox.Mail;
import io.counterfoil.core.outbox.MailKind;
import io.counterfoil.core.outbox.MessageId;
import io.counterfoil.core.outbox.Queued;
import io.counterfoil.server.cli.DemoCommands.Run;
import io.counterfoil.server.control.Parts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `counterfoil outbox`.
class OutboxCommandTest {
  @TempDir static Path directory;
  private static DemoCommands commands;

  @BeforeAll
  static void start() {
    commands = new DemoCommands(directory);
  }

  @AfterAll
  static void stop() {
    commands.close();
  }

  private static MessageId queue() {
    Parts parts = commands.demo().parts();
    Email ana = new Email("ana@example.com");
    Mail mail =
        new Mail(
            ana,
            Language.ENGLISH,
            MailKind.INVITATION,
            Map.of("account", "demostore", "by", "Ana"),
            parts.seal().seal(ana.value(), "cfi_secret"),
            Duration.ofDays(3));
    MessageId id = MessageId.fresh();
    var queued =
        new Queued(id, new AccountName("demostore"), parts.clock().instant(), mail, Set.of());
    parts.store().outbox().queueOnce(id.toString(), queued);
    return id;
  }

  @Test
  void messagesAreListedWithWhatBecameOfThem() {
    MessageId id = queue();
    Run list = commands.inAccount("outbox", "list", "--type", "invitation");

    assertThat(list.exit()).isZero();
    assertThat(list.out())
        .contains(
            id + "  ",
            "  invitation  ana@example.com",
            "    by mail: waiting, attempts: 0 (not sent: no mail server is configured)");
    assertThat(commands.run("outbox", "list", "--all").out()).contains("key.created");
    assertThat(commands.inAccount("outbox", "show", id.toString()).out())
        .contains("\"tries\"", "\"holdsSecret\" : true")
        .doesNotContain("cfi_secret");
    assertThat(commands.inAccount("outbox", "list", "--state", "lost").err())
        .contains("state: (expected: waiting, delivered or given_up)");
  }

  @Test
  void theOperatorGetsTheLinkOfAMailThatWasNotSent() {
    Run link = commands.run("outbox", "reveal", queue().toString());

    assertThat(link.exit()).isZero();
    assertThat(link.out().strip()).endsWith("/choose-password#cfi_secret");
    assertThat(commands.run("outbox", "reveal", MessageId.fresh().toString()).err())
        .contains("there is no such message");
  }
}
