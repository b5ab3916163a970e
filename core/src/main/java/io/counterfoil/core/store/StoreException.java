package io.counterfoil.core.store;

/// The store cannot do its work: what happened, what was expected, what to do, in one sentence fit
/// to be shown to the operator.
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// A fault without a deeper cause.
  public StoreException(String message) {
    super(message);
  }

  /// A fault that something below reported.
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
