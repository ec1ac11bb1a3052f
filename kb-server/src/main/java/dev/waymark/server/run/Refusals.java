package dev.waymark.server.run;

import dev.waymark.runbooks.run.Reaction;
import dev.waymark.server.problem.Problem;

/** What the machine refuses, as people and programs hear of it. */
final class Refusals {
  private Refusals() {}

  static Problem problem(Reaction.Refused refused) {
    Problem.Kind kind =
        switch (refused.kind()) {
          case STALE -> Problem.Kind.CONFLICT;
          case NOT_POSSIBLE, BAD_ANSWER, REASON_MISSING, BAD_PARAMETERS, BAD_TEXT ->
              Problem.Kind.INVALID;
        };
    return new Problem(kind, sentence(refused.message()), refused.hint());
  }

  private static String sentence(String message) {
    return message.endsWith(".") ? message : message + ".";
  }
}
