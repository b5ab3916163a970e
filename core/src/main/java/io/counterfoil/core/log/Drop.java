package io.counterfoil.core.log;

import java.util.Locale;

/// Why no record is kept of a refusal.
public enum Drop {
  /// More of its kind, or more refusals at all, came than are kept.
  RATION,
  /// Too many waited to be examined.
  QUEUE_FULL,
  /// The examination failed.
  NOT_EXAMINED,
  /// The record could not be written.
  NOT_WRITTEN,
  /// The server was stopping.
  STOPPED;

  /// The name as it stands in metrics: `queue_full`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
