package io.counterfoil.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.admin.RunningDemo;
import io.counterfoil.server.cli.DemoCommands.Run;
import io.counterfoil.server.wiring.CounterfoilServer;
import io.counterfoil.server.wiring.DataDirectory;
import io.counterfoil.server.wiring.ServerConfig;
import io.counterfoil.testkit.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// `counterfoil store`, `backup` and `restore`.
class RecordCommandTest {
  @TempDir Path data;
  @TempDir Path files;
  private DemoCommands commands;

  @BeforeEach
  void start() {
    commands = new DemoCommands(data);
  }

  @AfterEach
  void stop() {
    commands.close();
  }

  private static Run alone(String... arguments) {
    return DemoCommands.alone(arguments);
  }

  private static String done(String... arguments) {
    Run run = alone(arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    return run.out();
  }

  private static String failed(String... arguments) {
    Run run = alone(arguments);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).startsWith("counterfoil: ").doesNotContain("Exception", "\tat ");
    return run.err();
  }

  private String backup() {
    String file = files.resolve("backup.db").toString();
    done("backup", "--data", data.toString(), "--out", file);
    return file;
  }

  private int verdict(RunningDemo demo, int port) {
    return demo.throughTheEdgeAt(
            port,
            demo.value("DEMO_ORDERS_KEY"),
            demo.value("DEMO_ORDERS_TOKEN"),
            "/api/oms/pvt/orders/1")
        .status();
  }

  @Test
  void aRecordIsCheckedBesideItsServer() {
    assertThat(done("store", "check", "--data", data.toString())).startsWith("sound\n");
    assertThat(done("store", "check", "--data", data.toString(), "--state")).startsWith("sound\n");
    assertThat(failed("store", "migrate", "--data", data.toString())).contains("is in use");
    assertThat(failed("store", "check")).contains("which record? (expected: --data DIR");
    assertThat(failed("store", "check", "--store", "postgresql://a?b")).contains("store: ");
  }

  @Test
  void theRightsOfARoleArePrinted() {
    assertThat(done("store", "grants", "--role", "app"))
        .contains("revoke update, delete, truncate on public.audit_log");
    assertThat(failed("store", "grants", "--role", "a;b")).contains("role: `a;b` (expected: a-z");
  }

  @Test
  void aBackupIsMadeBesideTheServer_andDecidesAsTheRecordDoes() throws IOException {
    String file = backup();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file))))
        .isEqualTo("rw-------");
    assertThat(files.toFile().list()).containsExactly("backup.db");
    assertThat(failed("backup", "--data", data.toString(), "--out", file)).contains("is there");

    commands.inAccount("key", "deactivate", commands.value("DEMO_ORDERS_KEY"));
    String verified = done("backup", "verify", file, "--data", data.toString());

    assertThat(verified).startsWith("sound, and of this record\n").contains("all the same");
    assertThat(files.toFile().list()).containsExactly("backup.db");
  }

  @Test
  void aBackupIsRestoredElsewhere_withItsPepper_andThereTokensFit() throws IOException {
    String file = backup();
    Path other = files.resolve("other machine");
    Files.createDirectories(other);
    String restored = done("restore", file, "--data", other.toString());
    assertThat(restored).contains("pepper  missing");
    assertThat(failed("restore", file, "--data", other.toString())).contains("already");

    Files.copy(data.resolve("pepper"), other.resolve("pepper"));
    try (CounterfoilServer second =
        CounterfoilServer.start(
            ServerConfig.loopback(other), new DataDirectory(other, new SecureRandom()))) {
      assertThat(verdict(commands.demo(), second.edgePort())).isEqualTo(200);
    }
  }

  @Test
  void theWrongPepperIsSaidBeforeAnythingIsRestored() throws IOException {
    String file = backup();
    Path other = Files.createDirectories(files.resolve("other"));
    Files.writeString(other.resolve("pepper"), "1:" + "0".repeat(64));

    assertThat(failed("restore", file, "--data", other.toString()))
        .contains("is not that of the backup");
    assertThat(other.resolve("record.db")).doesNotExist();
  }

  @Test
  void aFlippedBitIsFoundInABackup_andNothingIsRestored() throws IOException {
    String file = backup();
    byte[] bytes = Files.readAllBytes(Path.of(file));
    for (int at = 4096 + 100; at < bytes.length; at += 4096) {
      bytes[at] ^= 1;
    }
    Files.write(Path.of(file), bytes);
    Path other = files.resolve("other");

    assertThat(failed("restore", file, "--data", other.toString())).contains("is damaged: ");
    assertThat(failed("backup", "verify", file, "--data", data.toString())).contains("damaged");
    assertThat(other.resolve("record.db")).doesNotExist();
  }

  @Test
  void aRecordThatWentBackIsNotThatOfTheNewerBackup() throws IOException {
    String older = backup();
    Path other = Files.createDirectories(files.resolve("other"));
    done("restore", older, "--data", other.toString());
    commands.inAccount("key", "deactivate", commands.value("DEMO_ORDERS_KEY"));
    String newer = files.resolve("newer.db").toString();
    done("backup", "--data", data.toString(), "--out", newer);

    assertThat(failed("backup", "verify", newer, "--data", other.toString())).contains("forked");
  }

  @Test
  @EnabledIf(
      value = LocalPostgres.INSTALLED,
      disabledReason =
          "not run: needs PostgreSQL's server; install it with `apt install postgresql`")
  void aRecordMovesToPostgres_isBackedUpThere_andComesBack() throws IOException {
    String sqlite = "sqlite:" + data.resolve("record.db");
    try (LocalPostgres postgres = LocalPostgres.started()) {
      String address = postgres.address();
      String copied = done("store", "copy", sqlite, address);
      assertThat(copied).startsWith("copied, compared row by row, and every commit proven\n");
      assertThat(failed("store", "copy", sqlite, address)).contains("holds a record already");
      assertThat(done("store", "check", "--store", address)).startsWith("sound\n");
      try (CounterfoilServer second =
          CounterfoilServer.start(
              ServerConfig.loopback(data).withStore(address),
              new DataDirectory(data, new SecureRandom()))) {
        assertThat(verdict(commands.demo(), second.edgePort())).isEqualTo(200);

        String file = files.resolve("from postgres.db").toString();
        done("backup", "--store", address, "--out", file);
        done("backup", "verify", file, "--store", address);
        done("backup", "verify", file, "--data", data.toString());
        Path other = Files.createDirectories(files.resolve("other"));
        done("restore", file, "--data", other.toString());
        assertThat(done("store", "check", "--data", other.toString())).startsWith("sound\n");
      }
    }
  }
}
