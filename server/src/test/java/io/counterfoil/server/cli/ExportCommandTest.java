package io.counterfoil.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.cli.DemoCommands.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `counterfoil export`.
class ExportCommandTest {
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

  @Test
  void keysAreWrittenAsTheFilesNameSays_orToStandardOutput() throws IOException {
    Path xlsx = files.resolve("keys.xlsx");
    assertThat(commands.inAccount("export", "keys", "--out", xlsx.toString()).exit()).isZero();
    try (ReadableWorkbook workbook = new ReadableWorkbook(Files.newInputStream(xlsx))) {
      assertThat(workbook.getSheets().map(sheet -> sheet.getName()))
          .containsExactly("Generated", "External");
    }
    Path csv = files.resolve("keys.csv");
    assertThat(commands.inAccount("export", "keys", "--out", csv.toString()).out())
        .isEqualToIgnoringNewLines("wrote " + csv);
    assertThat(commands.inAccount("export", "keys").out()).isEqualTo(Files.readString(csv));
  }

  @Test
  void whatCannotBeWrittenIsSaid_andLeavesNothingBehind() {
    Run kind = commands.inAccount("export", "keys", "--out", files.resolve("keys.pdf").toString());
    assertThat(kind.exit()).isEqualTo(2);
    assertThat(kind.err()).contains("`keys.pdf` (expected: a name in .xlsx or .csv)");
    Path none = files.resolve("none.csv");
    Run unknown = commands.run("export", "keys", "--account", "none", "--out", none.toString());
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err()).contains("account `none` does not exist");
    assertThat(none).doesNotExist();
    Path nowhere = files.resolve("no").resolve("keys.csv");
    Run folder = commands.inAccount("export", "keys", "--out", nowhere.toString());
    assertThat(folder.exit()).isEqualTo(1);
    assertThat(folder.err()).contains("cannot be written").doesNotContain("Exception");
    assertThat(commands.inAccount("export").exit()).isEqualTo(2);
  }
}
