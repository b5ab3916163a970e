package io.counterfoil.core.registry;

import io.counterfoil.core.change.Problem;

/// Carries a problem from where it was found to [Registry], which answers with it.
final class Rejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Rejection(Problem.Code code, String detail) {
    super(detail, null, false, false);
    problem = new Problem(code, detail);
  }

  Problem problem() {
    return problem;
  }
}
