package dev.waymark.server.forge;

import dev.waymark.server.problem.Problem;

/** Why the forge didn't do it; never leaves this package. */
final class ForgeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  ForgeException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }

  static ForgeException unavailable(String detail, String hint) {
    return new ForgeException(new Problem(Problem.Kind.UNAVAILABLE, detail, hint));
  }
}
