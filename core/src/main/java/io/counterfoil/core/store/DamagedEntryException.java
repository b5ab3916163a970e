package io.counterfoil.core.store;

/// An audit entry stands in the store in a form that nobody wrote there: it was altered behind the
/// store's back.
public final class DamagedEntryException extends StoreException {
  private static final long serialVersionUID = 1L;

  private final long number;

  /// @param number of the entry
  /// @param what is wrong with it
  public DamagedEntryException(long number, String what) {
    super("audit entry " + number + " was altered in the store: " + what);
    this.number = number;
  }

  /// The entry's number.
  public long number() {
    return number;
  }
}
