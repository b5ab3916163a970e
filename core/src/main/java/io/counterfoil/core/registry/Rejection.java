package io.counterfoil.core.registry;

import io.counterfoil.core.change.Problem;

/// Carries a problem from where it was found to [Registry], which answers with it.
final class Rejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Rejection(Problem.Code code, String detail) {
    this(new Problem(code, detail));
  }

  Rejection(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
