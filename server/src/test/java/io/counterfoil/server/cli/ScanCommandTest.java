package io.counterfoil.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.key.TokenFormat;
import io.counterfoil.server.cli.DemoCommands.Run;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `counterfoil scan`, over real files and repositories that the installed git makes.
class ScanCommandTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path folder;

  private static String token() {
    return TokenFormat.generate(RANDOM).reveal();
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-C", folder.toString(), "-c", "user.name=A", "-c", "user.email=a@b.c"));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).as(said).isZero();
  }

  private Run scan(String... more) {
    List<String> arguments = new ArrayList<>(List.of("scan", folder.toString()));
    arguments.addAll(List.of(more));
    return DemoCommands.alone(arguments.toArray(String[]::new));
  }

  @Test
  void filesOfEveryKindAreSearched_andNoTokenIsShown() throws IOException {
    String one = token();
    String other = token();
    Files.createDirectories(folder.resolve("deep/er"));
    Files.writeString(folder.resolve("deep/er/config.yml"), "a: 1\ntoken: " + one + "\n");
    byte[] binary = new byte[300_000];
    System.arraycopy(other.getBytes(StandardCharsets.US_ASCII), 0, binary, 65_500, 53);
    Files.write(folder.resolve("heap.bin"), binary);
    Run run = scan();
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            folder.resolve("deep/er/config.yml") + ":2: token " + one.substring(0, 6) + "\u2026",
            folder.resolve("heap.bin") + ":1: token ")
        .doesNotContain(one, other);
    Path link =
        Files.createSymbolicLink(folder.resolveSibling("link-" + folder.getFileName()), folder);
    assertThat(DemoCommands.alone("scan", link.toString()).out()).hasLineCount(2);
    Files.delete(link);
    JsonArray json = new JsonArray(scan("--json").out());
    assertThat(json.size()).isEqualTo(2);
    assertThat(json.encode()).doesNotContain(one, other);
    JsonObject sarif = new JsonObject(scan("--sarif").out());
    assertThat(sarif.getString("version")).isEqualTo("2.1.0");
    assertThat(sarif.getJsonArray("runs").getJsonObject(0).getJsonArray("results").size())
        .isEqualTo(2);
    assertThat(sarif.encode()).doesNotContain(one, other);
  }

  @Test
  void whereThereIsNone_nothingIsSaid() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "cft_ is how a token begins\n");
    Run run = scan();
    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(DemoCommands.alone("scan", folder.resolve("none").toString()).exit()).isEqualTo(2);
  }

  @Test
  void historyKeepsWhatWasTakenOut_andSoDoesThis() throws Exception {
    String removed = token();
    String amended = token();
    git("init", "-q");
    Files.writeString(folder.resolve("app.env"), "X=1\nTOKEN=" + removed + "\n");
    git("add", ".");
    git("commit", "-q", "-m", "first");
    Files.writeString(folder.resolve("app.env"), "X=1\n");
    git("commit", "-q", "-a", "-m", "take it out");
    Files.writeString(folder.resolve("lost file.txt"), amended);
    git("add", ".");
    git("commit", "-q", "-m", "oops");
    Files.delete(folder.resolve("lost file.txt"));
    git("commit", "-q", "-a", "--amend", "--allow-empty", "-m", "never happened");

    assertThat(scan().exit()).isZero();
    Run run = scan("--git");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("(?m)^[0-9a-f]{7,}:app\\.env:2: token " + removed.substring(0, 6))
        .containsPattern("(?m)^[0-9a-f]{7,}:lost file\\.txt:1: token " + amended.substring(0, 6))
        .doesNotContain(removed, amended);
  }

  @Test
  void aFolderThatIsNoRepository_isSaidInGitsWords() {
    Run run = scan("--git");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("git cannot read", "not a git repository");
  }

  @Test
  void aServerSaysWhoseATokenIs_ifAskedTo(@TempDir Path data) throws IOException {
    try (DemoCommands commands = new DemoCommands(data)) {
      Files.writeString(folder.resolve("a.txt"), commands.value("DEMO_ORDERS_TOKEN"));
      Files.writeString(folder.resolve("b.txt"), token());
      Run run = commands.inAccount("scan", folder.toString());
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.out())
          .contains(" of key " + commands.value("DEMO_ORDERS_KEY"))
          .containsOnlyOnce(" of key ");
      assertThat(commands.inAccount("leak", "list").out()).doesNotContain("by hand");
    }
  }
}
