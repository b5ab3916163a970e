package io.counterfoil.core.store;

/// There is no space for the change: nothing of it was stored, and all before it is safe.
public final class DiskFullException extends StoreException {
  private static final long serialVersionUID = 1L;

  /// The fault, and what reported it.
  public DiskFullException(String message, Throwable cause) {
    super(message, cause);
  }
}
