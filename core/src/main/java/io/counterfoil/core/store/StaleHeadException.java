package io.counterfoil.core.store;

import io.counterfoil.core.account.Revision;

/// Somebody else committed first: read their commits, look again, and try again.
public final class StaleHeadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param expected the head that the commit followed
  /// @param actual the head that there is
  public StaleHeadException(Revision expected, Revision actual) {
    super("head is " + actual.token() + " (expected: " + expected.token() + "); read again first");
  }
}
