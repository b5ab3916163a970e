package io.counterfoil.server.admin;

/// The request cannot be understood: what was sent, what was expected.
final class BadRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  BadRequestException(int status, String detail) {
    super(detail, null, false, false);
    this.status = status;
  }

  BadRequestException(String detail) {
    this(400, detail);
  }

  int status() {
    return status;
  }
}
