package io.counterfoil.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.cli.DemoCommands.Run;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `counterfoil user`.
class UserCommandTest {
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

  private static String done(String... arguments) {
    Run run = commands.inAccount(arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    return run.out();
  }

  @Test
  void aPersonIsAddedWithARoleInvitedListedAndRemoved() {
    assertThat(done("user", "add", "Eva@demo.example", "--name", "Eva", "--role", "16"))
        .contains(
            "eva@demo.example", "Eva", "OMS - Read only", "works once", "/choose-password#cfi_");
    assertThat(done("user", "list")).contains("eva@demo.example", "sponsor@demostore.example");
    assertThat(done("user", "invite", "eva@demo.example")).contains("works once, until ");
    String json = done("user", "invite", "eva@demo.example", "--json");
    assertThat(new JsonObject(json).getString("code")).startsWith("cfi_");
    assertThat(done("user", "reset-second-factor", "eva@demo.example")).contains("done");
    assertThat(done("user", "remove", "eva@demo.example")).isEqualToIgnoringNewLines("done");
    Run gone = commands.inAccount("user", "remove", "eva@demo.example");
    assertThat(gone.exit()).isEqualTo(1);
    assertThat(gone.err()).contains("user `eva@demo.example` is not one of the account's");
  }

  @Test
  void anInvitationIsTakenBack() {
    assertThat(done("user", "add", "rui@demo.example")).contains("by mail");
    assertThat(done("user", "cancel-invitation", "rui@demo.example")).contains("done");
    assertThat(done("user", "list")).doesNotContain("rui@demo.example");
    assertThat(done("user", "add", "rui@demo.example", "--no-invitation"))
        .contains("rui@demo.example")
        .doesNotContain("by mail");
  }

  @Test
  void whatToDoIsAskedFor() {
    assertThat(commands.inAccount("user").exit()).isEqualTo(2);
  }

  @Test
  void anAccountIsOpenedForSomebodyKnown_withoutAPassword() {
    Run opened =
        commands.run(
            "account",
            "create",
            "third",
            "--sponsor",
            "sponsor@demostore.example",
            "--no-password");
    assertThat(opened.err()).isEmpty();
    assertThat(opened.out()).contains("third", "sponsor@demostore.example");
  }
}
