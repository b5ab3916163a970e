package io.counterfoil.server.cli;

/// A command failed: one or two sentences for standard error, and exit code 1.
sealed class FailedException extends RuntimeException permits UnreachableException {
  private static final long serialVersionUID = 1L;

  FailedException(String message) {
    super(message, null, false, false);
  }
}
