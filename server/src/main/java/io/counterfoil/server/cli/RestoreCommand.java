package io.counterfoil.server.cli;

import io.counterfoil.core.key.Pepper;
import io.counterfoil.server.backup.PepperMark;
import io.counterfoil.server.wiring.DataDirectory;
import io.counterfoil.store.Backup;
import io.counterfoil.store.StoreAddress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil restore`: makes a record of a backup where there is none.
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = "Makes a record of a backup, in a data directory or a database that has none.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class RestoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private RecordOptions record;

  @Parameters(paramLabel = "FILE", description = "What `counterfoil backup` wrote.")
  private Path file;

  @Override
  public Integer call() {
    StoreAddress address = record.address();
    Path directory = record.directory();
    Pepper pepper = directory == null ? null : DataDirectory.pepperOf(directory);
    requireFits(directory, pepper);
    Backup restored = RecordOptions.saying(() -> Backup.restore(file, address));
    PrintWriter out = spec.commandLine().getOut();
    out.println("record  " + address);
    out.println("up to   " + restored.head().token());
    if (pepper == null) {
      out.println(
          "pepper  missing: put the one of the backup's record into the data directory before");
      out.println("        the first start, for no token fits without it");
    }
    out.println(
        "Whoever applied more than this revision, such as a verifier, says so and takes no");
    out.println("further change until it has loaded the restored record.");
    return 0;
  }

  private void requireFits(@Nullable Path directory, @Nullable Pepper pepper) {
    int mark = RecordOptions.saying(() -> Backup.sound(file)).pepperMark();
    if (pepper != null && mark != PepperMark.UNKNOWN && mark != PepperMark.of(pepper)) {
      throw new FailedException(
          "the pepper in `"
              + directory
              + "` is not that of the backup (expected: the same, for no token fits otherwise);"
              + " nothing was restored; put the right one there");
    }
  }
}
