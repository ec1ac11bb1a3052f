package dev.waymark.server.problem;

/** Shows a problem to a person; the pages bring the one implementation. */
public interface ProblemPage {
  /** A whole HTML document. */
  String render(Problem problem);
}
