package io.counterfoil.server.admin;

import io.counterfoil.core.change.Problem;

/// The request was understood and cannot be carried out, for a reason that has a name.
final class RejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  RejectedException(Problem.Code code, String detail) {
    super(detail, null, false, false);
    problem = new Problem(code, detail);
  }

  Problem problem() {
    return problem;
  }
}
