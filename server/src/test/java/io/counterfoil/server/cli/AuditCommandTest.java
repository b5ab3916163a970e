package io.counterfoil.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.cli.DemoCommands.Run;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `counterfoil audit`.
class AuditCommandTest {
  @TempDir static Path directory;
  @TempDir Path files;
  private static DemoCommands commands;

  @BeforeAll
  static void start() {
    commands = new DemoCommands(directory);
  }

  @AfterAll
  static void stop() {
    commands.close();
  }

  private Path exported() {
    Path file = files.resolve("audit.ndjson");
    Run run = commands.run("audit", "export", "--out", file.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    return file;
  }

  @Test
  void listShowsTheNewestFirst_andHowToGoOn() {
    Run run = commands.run("audit", "list", "--limit", "2");
    assertThat(run.exit()).isZero();
    assertThat(run.out().lines()).hasSize(4);
    assertThat(run.out()).contains("revision", "actor").containsPattern("more: --cursor \\d+");
    Run keys = commands.inAccount("audit", "list", "--action", "key.*", "--json");
    assertThat(new JsonObject(keys.out()).getJsonArray("items")).isNotEmpty();
    Run wrong = commands.run("audit", "list", "--from", "yesterday");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err()).startsWith("counterfoil: from: `yesterday` (expected: a time");
  }

  @Test
  void anExportGoesToAFileOrToStandardOutput_andVerifies() throws IOException {
    Path file = exported();
    assertThat(Files.readString(file)).isEqualTo(Files.readString(file)).endsWith("}\n");
    assertThat(files.toFile().list()).containsExactly("audit.ndjson");
    Run printed = commands.inAccount("audit", "export", "--action", "role.*");
    assertThat(printed.out().lines().findFirst().orElseThrow()).contains("\"whole\":false");

    Run sound = DemoCommands.alone("audit", "verify", file.toString());
    assertThat(sound.exit()).isZero();
    assertThat(sound.out()).startsWith("sound\n").contains("whole  true");
  }

  @Test
  void anAlteredExportIsNotSound_andTheEntryIsNamed() throws IOException {
    Path file = exported();
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(3, lines.get(3).replace("operator:", "user:"));
    Files.write(file, lines);
    Run run = DemoCommands.alone("audit", "verify", file.toString());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("counterfoil: the audit log is not sound: entry 3: ");
    Run json = DemoCommands.alone("audit", "verify", file.toString(), "--json");
    assertThat(new JsonObject(json.out()).getBoolean("sound")).isFalse();
  }

  @Test
  void theRecordItselfIsVerified_besideTheRunningServer_againstAHeadThatWasKept()
      throws IOException {
    Path head = files.resolve("head.json");
    Files.writeString(head, commands.run("audit", "head").out());
    String data = directory.toString();
    Run run = DemoCommands.alone("audit", "verify", "--data", data, "--head", head.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("sound\n");

    Files.writeString(head, Files.readString(head).replace("\"revision\":", "\"revision\":9"));
    Run forged = DemoCommands.alone("audit", "verify", "--data", data, "--head", head.toString());
    assertThat(forged.exit()).isEqualTo(1);
    assertThat(forged.err()).contains("the signature is not of what it says");
  }

  @Test
  void whatCannotBeVerifiedIsSaid() throws IOException {
    Run none = DemoCommands.alone("audit", "verify", "--data", files.resolve("no").toString());
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err()).contains("there is no file").doesNotContain("Exception");
    assertThat(files.resolve("no")).doesNotExist();
    Run missing = DemoCommands.alone("audit", "verify", files.resolve("gone").toString());
    assertThat(missing.err()).contains("cannot be read");
    Run store = DemoCommands.alone("audit", "verify", "--store", "mysql://x");
    assertThat(store.exit()).isEqualTo(1);
    assertThat(store.err()).contains("neither `sqlite:` nor `postgresql:`");
    Path text = Files.writeString(files.resolve("text"), "hello\n");
    Run head = DemoCommands.alone("audit", "verify", text.toString(), "--head", text.toString());
    assertThat(head.err()).contains("is no signed head");
    assertThat(DemoCommands.alone("audit").exit()).isEqualTo(2);
    assertThat(DemoCommands.alone("audit", "export", "--nonsense").exit()).isEqualTo(2);
  }
}
