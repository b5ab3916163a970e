package io.counterfoil.server.verifier;

/// A verifier cannot start or go on: what happened, what was expected, what to do.
public final class VerifierException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// A fault without a deeper cause.
  public VerifierException(String message) {
    super(message);
  }

  /// A fault that something below reported.
  public VerifierException(String message, Throwable cause) {
    super(message, cause);
  }
}
