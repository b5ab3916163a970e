package io.counterfoil.server.cli;

import java.io.PrintWriter;

/// Shows on standard error how far something is, where somebody looks.
@SuppressWarnings("SystemConsoleNull") // it is null where jdk.console is not the JDK's own
final class Progress {
  private static final int WIDTH = 30;

  private final PrintWriter err;
  private final String doing;
  private final long whole;
  private final long began = System.nanoTime();
  private final boolean seen = System.console() != null && System.console().isTerminal();

  /// @param whole how much there is to do, in any unit
  Progress(PrintWriter err, String doing, long whole) {
    this.err = err;
    this.doing = doing;
    this.whole = Math.max(whole, 1);
  }

  /// So much is done.
  ///
  /// @param things how many, in the unit that people count
  void at(long done, long things) {
    if (seen) {
      int filled = (int) (WIDTH * Math.min(done, whole) / whole);
      err.printf(
          "\r%s [%s%s] %3d %%  %,d  %,d/s ",
          doing,
          "#".repeat(filled),
          " ".repeat(WIDTH - filled),
          100 * Math.min(done, whole) / whole,
          things,
          rate(things));
      err.flush();
    }
  }

  /// All is done.
  void end(long things) {
    at(whole, things);
    if (seen) {
      err.println();
    }
  }

  private long rate(long things) {
    return things * 1_000_000_000L / Math.max(1, System.nanoTime() - began);
  }
}
