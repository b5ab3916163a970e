package io.counterfoil.edge.fastcgi;

/// A peer spoke another protocol, or FastCGI wrongly.
public final class FastCgiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message what was wrong
  public FastCgiException(String message) {
    super(message);
  }
}
