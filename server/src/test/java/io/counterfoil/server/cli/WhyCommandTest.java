package io.counterfoil.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.cli.DemoCommands.Run;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `counterfoil why`.
class WhyCommandTest {
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

  private static String curl(String who, String path) {
    return "curl -H 'X-VTEX-API-AppKey: %s' -H 'X-VTEX-API-AppToken: %s' https://demostore.counterfoil.localhost%s"
        .formatted(commands.value(who + "_KEY"), commands.value(who + "_TOKEN"), path);
  }

  @Test
  void aCurlCommandIsExplained_withAWordOfWarningForWhatStoodInTheArguments() {
    Run run = commands.inAccount("why", "--curl", curl("DEMO_NO_ROLE", "/api/oms/pvt/orders/1"));

    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("arguments can be read by everybody");
    assertThat(run.out())
        .contains("Refused: No role is linked (role_missing, HTTP 403)")
        .contains("REFUSED  The roles suffice")
        .contains("Ways to repair it")
        .contains("$ counterfoil key link")
        .doesNotContain(commands.value("DEMO_NO_ROLE_TOKEN"));
  }

  @Test
  void aFixIsCarriedOutByItsNumber() {
    String curl = curl("DEMO_INACTIVE", "/api/oms/pvt/orders/1");

    Run fixed = commands.inAccount("why", "--curl", curl, "--apply", "1");
    Run again = commands.inAccount("why", "--curl", curl);

    assertThat(fixed.out()).startsWith("done: switch the key");
    assertThat(again.out()).startsWith("Not refused: the same request would pass now");
    assertThat(commands.inAccount("why", "--curl", curl, "--apply", "1").err())
        .contains("fix 1 cannot be carried out");
  }

  @Test
  void whatWasRefusedIsListed_andCountedByTheHour() {
    String key = commands.value("DEMO_NO_ROLE_KEY");
    commands
        .demo()
        .throughTheEdge(key, commands.value("DEMO_NO_ROLE_TOKEN"), "GET", "/api/oms/pvt/orders/1");

    Run list = commands.inAccount("refusals", "--code", "role_missing", "--key", key);
    Run none = commands.inAccount("refusals", "--until", "2020-01-01T00:00:00Z");

    assertThat(list.out()).contains("role_missing", key, "cf-").contains("route");
    assertThat(none.out()).doesNotContain("cf-");
    assertThat(commands.inAccount("refusals", "--hours").out()).contains("role_missing");
    assertThat(commands.inAccount("refusals", "--code", "nonsense").err())
        .contains("code: `nonsense` (expected: a refusal's code");
  }

  @Test
  @Timeout(60)
  void whatIsRefusedIsFollowed_untilItIsInterrupted() throws InterruptedException {
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(new CounterfoilCommand()).setOut(new PrintWriter(out));
    String[] arguments = {
      "refusals",
      "--follow",
      "--account",
      "demostore",
      "--code",
      "key_inactive",
      "--control",
      commands.demo().url(),
      "--data",
      directory.toString()
    };
    String key = commands.value("DEMO_INACTIVE_KEY");
    String token = commands.value("DEMO_INACTIVE_TOKEN");
    Thread following =
        Thread.ofPlatform().start(() -> CounterfoilCommand.execute(command, arguments));
    while (commands.demo().parts().refusals().tail().following() == 0) {
      Thread.onSpinWait();
    }
    var reply = commands.demo().throughTheEdge(key, token, "GET", "/api/oms/pvt/orders/1");
    String id = reply.whole().headers().firstValue("X-Counterfoil-Refusal-Id").orElseThrow();
    while (!out.toString().contains(id)) {
      Thread.onSpinWait();
    }
    following.interrupt();
    following.join();

    assertThat(out.toString()).contains("key_inactive", key, "GET /api/oms/pvt/orders/");
    assertThat(commands.inAccount("refusals", "--follow", "--hours").err())
        .contains("--follow: of what comes (expected: no --hours");
    assertThat(commands.run("refusals", "--follow", "--account", "nobody").err())
        .contains("account `nobody` does not exist");
  }

  @Test
  void itAsksForAnIdOrACommand() {
    assertThat(commands.inAccount("why").exit()).isEqualTo(2);
    assertThat(commands.inAccount("why", "--curl", "wget x").err())
        .contains("curl: the text is no curl command");
  }
}
