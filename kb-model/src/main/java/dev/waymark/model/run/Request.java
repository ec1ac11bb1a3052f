package dev.waymark.model.run;

import java.util.List;
import java.util.Optional;

/** What a run needs next. */
public sealed interface Request {
  int visit();

  String node();

  /**
   * Send this query and come back with its answer.
   *
   * @param stay which of the run's visits of this node it is, from 1: recorded data may differ
   * @param before what has changed the world that is asked about, in order: recorded data may hold
   *     another one after each
   */
  record Ask(int visit, String node, int stay, BoundQuery query, List<WorldChange> before)
      implements Request {
    public Ask {
      before = List.copyOf(before);
    }

    /** Where nothing was done before. */
    public Ask(int visit, String node, int stay, BoundQuery query) {
      this(visit, node, stay, query, List.of());
    }

    /** Whether it was asked before at this visit, and somebody has waited since. */
    public boolean isAgain() {
      return !before.isEmpty()
          && before.get(before.size() - 1) instanceof WorldChange.AskedAgain again
          && again.node().equals(node)
          && again.stay() == stay;
    }
  }

  /** A person takes a branch of the check that was answered; the proposed one leads. */
  record Decide(int visit, String node, Optional<Integer> proposed) implements Request {}

  /** A person answers the question, or says whether the action that was carried out worked. */
  record Reply(int visit, String node) implements Request {}

  /** A person believes the cause and chooses a resolution, or goes back. */
  record Confirm(int visit, String node) implements Request {}

  /** A person works through the checklist, then asks for the verification. */
  record CarryOut(int visit, String node) implements Request {}

  /**
   * A person ends the run: at prevention as resolved, at escalation as theirs who took over, or as
   * not covered.
   */
  record Close(int visit, String node, Outcome suggested) implements Request {}
}
