package io.counterfoil.server.cli;

/// Nobody answered there; somebody may, later.
final class UnreachableException extends FailedException {
  private static final long serialVersionUID = 1L;

  UnreachableException(String message) {
    super(message);
  }
}
