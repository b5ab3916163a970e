package io.counterfoil.edge.spoe;

/// A peer spoke another protocol, or ours wrongly.
public final class SpoeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /// @param status the number that the protocol has for it
  public SpoeException(int status, String message) {
    super(message);
    this.status = status;
  }

  /// The number that the protocol has for it.
  public int status() {
    return status;
  }
}
