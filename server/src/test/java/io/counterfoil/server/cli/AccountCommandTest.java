package io.counterfoil.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
class AccountCommandTest {
  @TempDir Path directory;
  private DemoCommands commands;

  @BeforeEach
  void start() {
    commands = new DemoCommands(directory);
  }

  @AfterEach
  void stop() {
    commands.close();
  }

  @Test
  void accountsAreListedWithTheirSponsors() {
    var run = commands.run("account", "list");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("demostore", "demomarket", "sponsor@demostore.example");
  }

  @Test
  void anAccountThatWasOpened_isShown_andChangedOneThingAtATime() {
    var opened =
        commands.run("account", "create", "north", "--sponsor", "n@north.example", "--no-password");
    assertThat(opened.exit()).as(opened.err()).isZero();
    assertThat(commands.run("account", "show", "north").out())
        .contains("n@north.example", "sponsor_only");
    var set = commands.run("account", "set", "north", "--key-creation", "delegated");
    assertThat(set.exit()).as(set.err()).isZero();
    assertThat(set.out()).contains("delegated");
    var both =
        commands.run("account", "set", "north", "--state", "inactive", "--host", "n.example");
    assertThat(both.exit()).isEqualTo(1);
    assertThat(both.err()).contains("2 fields (expected: one of");
  }

  @Test
  void whatCannotBe_isSaidInASentence_andExitsWithOne() {
    var taken =
        commands.run("account", "create", "demostore", "--sponsor", "a@b.example", "--no-password");
    assertThat(taken.exit()).isEqualTo(1);
    assertThat(taken.err()).contains("account `demostore` exists already").doesNotContain("\tat ");
    var unknown = commands.run("account", "show", "nowhere");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err()).contains("account `nowhere` does not exist");
  }

  @Test
  void jsonIsWhatTheServerAnswered() {
    var run = commands.run("account", "show", "demostore", "--json");
    assertThat(run.out()).contains("\"account\" : \"demostore\"", "\"state\" : \"active\"");
  }
}
