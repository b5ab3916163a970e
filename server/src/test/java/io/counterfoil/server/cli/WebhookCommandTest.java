package io.counterfoil.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.cli.DemoCommands.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `counterfoil webhook`.
class WebhookCommandTest {
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

  @Test
  void aWebhookIsMade_changed_tried_andDeleted() {
    Run made =
        commands.inAccount(
            "webhook", "create", "https://hooks.example.com/", "--type", "key.deleted");
    assertThat(made.exit()).isZero();
    assertThat(made.out()).contains("secret    whsec_", "Shown once");
    String id =
        made.out().replaceAll("(?s).*\\b([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}).*", "$1");

    assertThat(commands.inAccount("webhook", "rotate", id).out()).contains("secret    whsec_");
    assertThat(commands.inAccount("webhook", "test", id).out()).startsWith("queued msg_");
    assertThat(commands.inAccount("webhook", "replay", id, "--from", "2026-01-01T00:00:00Z").out())
        .isEqualToIgnoringNewLines("queued 0");
    assertThat(commands.inAccount("webhook", "edit", id, "--no-enable").out())
        .contains("switched off");
    assertThat(commands.inAccount("webhook", "test", id).err()).contains("enable it first");
    assertThat(commands.inAccount("webhook", "list").out())
        .contains(id, "https://hooks.example.com/")
        .doesNotContain("whsec_");
    assertThat(commands.inAccount("webhook", "delete", id).exit()).isZero();
    assertThat(commands.inAccount("webhook", "delete", id).exit()).isEqualTo(1);
    assertThat(commands.inAccount("webhook", "create", "ftp://x").err()).contains("url: ");
  }
}
