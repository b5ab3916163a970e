package io.counterfoil.core.change;

import java.util.List;

/// What became, or would become, of keys that are brought in.
///
/// @param imported how many are new
/// @param unchanged how many are there already, just so
/// @param mistakes each line that cannot be brought in; where there is one, nothing was
public record ImportReport(int imported, int unchanged, List<Mistake> mistakes) {
  public ImportReport {
    mistakes = List.copyOf(mistakes);
  }

  /// A line that cannot be brought in.
  ///
  /// @param line from 1
  /// @param what is wrong with it, and what was expected; never a hash
  public record Mistake(int line, String what) {}
}
