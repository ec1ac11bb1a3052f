package dev.waymark.model.run;

import java.util.Optional;

/** What a run needs next. */
public sealed interface Request {
  int visit();

  String node();

  /** Send this query and come back with its answer. */
  record Ask(int visit, String node, BoundQuery query) implements Request {}

  /** A person takes a branch; the proposed one leads. */
  record Decide(int visit, String node, Optional<Integer> proposed) implements Request {}

  /** A person answers the question. */
  record Reply(int visit, String node) implements Request {}

  /** A person believes the cause and chooses a resolution, or goes back. */
  record Confirm(int visit, String node) implements Request {}

  /** A person works through the checklist. */
  record CarryOut(int visit, String node) implements Request {}

  /** A person ends the run: at prevention as resolved, at escalation as handed over. */
  record Close(int visit, String node, Outcome suggested) implements Request {}
}
