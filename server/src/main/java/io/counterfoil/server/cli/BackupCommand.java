package io.counterfoil.server.cli;

import io.counterfoil.core.key.Pepper;
import io.counterfoil.server.backup.BackupCheck;
import io.counterfoil.server.backup.PepperMark;
import io.counterfoil.server.wiring.DataDirectory;
import io.counterfoil.store.Backup;
import io.counterfoil.store.StoreAddress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil backup`: copies the record away while a server goes on writing to it.
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the record to one file, beside a running server.",
      "The pepper is not in it: without a copy of that, no token fits."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class BackupCommand implements Callable<Integer> {
  private static final String LEAST = "100000";

  @Spec private CommandSpec spec;

  @Mixin private RecordOptions record;

  @Option(names = "--out", paramLabel = "FILE", description = "The new file.")
  private @Nullable Path file;

  @Override
  public Integer call() {
    Path to = file;
    if (to == null) {
      throw new ParameterException(spec.commandLine(), "backup: whereto? (expected: --out FILE)");
    }
    StoreAddress address = record.address();
    Backup made = RecordOptions.saying(() -> Backup.make(address, to, mark(record.directory())));
    PrintWriter out = spec.commandLine().getOut();
    out.println("backup  " + made.file());
    out.println("up to   " + made.head().token());
    out.println("pepper  not in it: keep a copy of `pepper` elsewhere");
    return 0;
  }

  private static int mark(@Nullable Path directory) {
    Pepper pepper = directory == null ? null : DataDirectory.pepperOf(directory);
    return pepper == null ? PepperMark.UNKNOWN : PepperMark.of(pepper);
  }

  @Command(
      name = "verify",
      description = {
        "Restores a backup into a temporary folder, proves every commit, brings it up to date by"
            + " the",
        "live record's own commits, and compares the verdicts on every key with the live record's."
      })
  int verify(
      @Parameters(paramLabel = "FILE", description = "The backup.") Path backup,
      @Mixin RecordOptions live,
      @Option(
              names = "--verdicts",
              defaultValue = LEAST,
              description = "How many to compare at least (${DEFAULT-VALUE}).")
          int least) {
    StoreAddress address = live.address();
    BackupCheck.Found found =
        RecordOptions.saying(() -> BackupCheck.check(backup, address, least, Instant.now()));
    PrintWriter out = spec.commandLine().getOut();
    if (!found.verdicts().isSame()) {
      found.verdicts().differences().forEach(out::println);
      throw new FailedException("the backup does not decide as the live record does");
    }
    out.println("sound, and of this record");
    out.println("  backup    " + found.made().token());
    out.println("  compared  " + found.compared().token());
    out.println("  keys      " + found.verdicts().keys());
    out.println("  verdicts  " + found.verdicts().verdicts() + ", all the same");
    return 0;
  }
}
