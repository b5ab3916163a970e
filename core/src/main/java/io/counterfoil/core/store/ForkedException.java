package io.counterfoil.core.store;

import io.counterfoil.core.account.Revision;

/// The record is not the one that was applied: it lost commits, or it is another one. Nothing is
/// written to it by whoever applied more.
public final class ForkedException extends StoreException {
  private static final long serialVersionUID = 1L;

  /// @param applied what was applied up to
  /// @param head the newest that the record has
  public ForkedException(Revision applied, Revision head) {
    super(
        "the record stands at `"
            + head.token()
            + "` and never was at `"
            + applied.token()
            + "`, which was applied here: it forked (expected: one history; a restored old backup"
            + " or a failover without synchronous_mode loses commits); verdicts go on by what was"
            + " applied; bring the lost commits back, or start again to take the record as it is");
  }
}
