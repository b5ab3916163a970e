package io.counterfoil.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.cli.DemoCommands.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `counterfoil can` and `counterfoil whatif`.
class WhatIfCommandTest {
  private static final String ORDER = "/api/oms/pvt/orders/v1-1";

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
  void whetherAKeyMayIsTheExitCode_andWhyNotIsPrinted() {
    Run may = commands.inAccount("can", commands.value("DEMO_ORDERS_KEY"), "GET", ORDER);
    Run mayNot = commands.inAccount("can", commands.value("DEMO_NO_ROLE_KEY"), "GET", ORDER);

    assertThat(may.exit()).isZero();
    assertThat(may.out()).startsWith("Not refused: the same request would pass now");
    assertThat(mayNot.exit()).isEqualTo(1);
    assertThat(mayNot.err()).isEmpty();
    assertThat(mayNot.out()).contains("role_missing", "$ counterfoil key link");
    assertThat(commands.inAccount("can", "no-such-key", "GET", ORDER).err())
        .contains("is not one of `demostore`");
  }

  @Test
  void whatAChangeWouldDoIsPrinted() {
    String key = commands.value("DEMO_ORDERS_KEY");

    Run off = commands.inAccount("whatif", "deactivate-key", "--key", key);
    Run on = commands.inAccount("whatif", "activate-key", "--key", key);
    Run role =
        commands.inAccount("whatif", "unlink-role", "--key", key, "--role", "OMS - Read only");

    assertThat(off.out()).contains("key.deactivated of key:" + key, "(key_inactive)");
    assertThat(on.out()).isEqualToIgnoringNewLines("nothing to do: it is so already");
    assertThat(role.out()).contains("ERP orders", "(role_missing)");
    assertThat(commands.inAccount("whatif", "finish-renewal", "--key", key).exit()).isEqualTo(1);
  }
}
