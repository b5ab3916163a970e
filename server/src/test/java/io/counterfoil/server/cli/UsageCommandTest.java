package io.counterfoil.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.cli.DemoCommands.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `counterfoil usage` and `counterfoil right-size`.
class UsageCommandTest {
  private static final String ORDER = "/api/oms/pvt/orders/v1-1";

  @TempDir static Path directory;
  private static DemoCommands commands;

  @BeforeAll
  static void start() {
    commands = new DemoCommands(directory);
    commands
        .demo()
        .throughTheEdge(
            commands.value("DEMO_ORDERS_KEY"), commands.value("DEMO_ORDERS_TOKEN"), "GET", ORDER);
  }

  @AfterAll
  static void stop() {
    commands.close();
  }

  @Test
  void whatAnAccountOrAKeyCalledIsPrinted() {
    String key = commands.value("DEMO_ORDERS_KEY");

    Run account = commands.inAccount("usage");
    Run one = commands.inAccount("usage", key, "--by", "hour");
    Run csv = commands.inAccount("usage", key, "--csv");

    assertThat(account.exit()).as(account.err()).isZero();
    assertThat(account.out()).contains("counted since ");
    assertThat(one.out()).contains("/api/oms/pvt/orders/{orderId}", "current");
    assertThat(csv.out()).startsWith("at,allowed,refused").contains(",1,0");
    assertThat(commands.inAccount("usage", "no-such-key").exit()).isEqualTo(1);
    assertThat(commands.inAccount("usage", "--json").out()).contains("\"buckets\"");
  }

  @Test
  void whatKeysDoNotNeedIsPrinted_withTheCommandsThatTakeItAway() throws Exception {
    Run sizes = commands.inAccount("right-size");
    Path file = directory.resolve("sizes.csv");
    Run saved = commands.inAccount("right-size", "--days", "30", "--out", file.toString());

    assertThat(sizes.exit()).as(sizes.err()).isZero();
    assertThat(sizes.out())
        .contains(
            "not the whole period", commands.value("DEMO_ORDERS_KEY"), "$ counterfoil role create");
    assertThat(saved.exit()).as(saved.err()).isZero();
    assertThat(Files.readString(file)).contains("\"appKey\"");
    assertThat(commands.inAccount("right-size", "--csv").out()).startsWith("\"kind\"");
  }
}
