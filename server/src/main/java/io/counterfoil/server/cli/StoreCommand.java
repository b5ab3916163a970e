package io.counterfoil.server.cli;

import io.counterfoil.store.LeastRights;
import io.counterfoil.store.StoreAddress;
import io.counterfoil.store.StoreCheck;
import io.counterfoil.store.StoreCopy;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil store`: looks after the record itself, without a server.
@Command(
    name = "store",
    mixinStandardHelpOptions = true,
    description = "Migrates, checks and copies a record; prints what a role of PostgreSQL needs.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class StoreCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "store: what? (expected: one of these)");
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  @Command(name = "migrate", description = "Brings the record's schema to this version's.")
  int migrate(@Mixin RecordOptions record) {
    StoreAddress address = record.address();
    String schema = RecordOptions.saying(() -> StoreCheck.migrate(address));
    out().println("record  " + address);
    out().println("schema  " + schema);
    return 0;
  }

  @Command(
      name = "check",
      description = "Reads the whole record, beside a running server too, and says what is wrong.")
  int check(
      @Mixin RecordOptions record,
      @Option(
              names = "--state",
              description = "Also carries out every commit again, in memory, and compares.")
          boolean state) {
    StoreAddress address = record.address();
    StoreCheck found =
        RecordOptions.saying(
            () -> state ? StoreCheck.ofState(address) : StoreCheck.of(address, null));
    if (found.flaw() != null) {
      spec.commandLine().getErr().println("counterfoil: the record is not sound: " + found.flaw());
      return 1;
    }
    out().println("sound");
    out().println("  record  " + address);
    out().println("  schema  " + found.schema());
    out().println("  up to   " + found.newest().token());
    return 0;
  }

  @Command(
      name = "copy",
      description = {
        "Copies a record from SQLite to PostgreSQL or back, into one that is empty.",
        "Stop the server first: what it commits later is not in the copy. A copy that is broken"
            + " off",
        "leaves nothing behind, and is started again from the beginning."
      })
  int copy(
      @Parameters(paramLabel = "FROM", description = "Address of the record.") String from,
      @Parameters(paramLabel = "TO", description = "Address of an empty one.") String to) {
    StoreAddress source = StoreAddress.parse(from);
    StoreAddress target = StoreAddress.parse(to);
    StoreCopy.Report copied = RecordOptions.saying(() -> StoreCopy.copy(source, target));
    StoreCheck found = RecordOptions.saying(() -> StoreCheck.of(target, copied.head()));
    if (found.flaw() != null) {
      throw new FailedException("the copy is not sound: " + found.flaw() + "; do not use it");
    }
    out().println("copied, compared row by row, and every commit proven");
    out().println("  rows    " + copied.total() + " in " + copied.rows().size() + " tables");
    out().println("  keys    " + copied.rows().getOrDefault("api_key", 0L));
    out().println("  up to   " + copied.head().token());
    return 0;
  }

  @Command(
      name = "grants",
      description = "Prints the SQL that lets a role run a server, and alter no audit entry.")
  int grants(
      @Option(names = "--role", required = true, description = "Whom the server signs in as.")
          String role,
      @Option(
              names = "--schema",
              defaultValue = "public",
              description = "Where the tables are (${DEFAULT-VALUE}).")
          String schema) {
    out().print(LeastRights.statements(role, schema));
    out().flush();
    return 0;
  }
}
