package io.counterfoil.server.wiring;

/// The server cannot start: what happened, what was expected, what to do, in one sentence.
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// A fault without a deeper cause.
  public StartException(String message) {
    super(message);
  }

  /// A fault that something below reported.
  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
