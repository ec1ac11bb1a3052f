package dev.waymark.server.run;

import dev.waymark.runbooks.run.Reaction;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.server.store.IncidentHead;
import java.util.Optional;

/** A run that can begin: checked, decided, and not yet recorded. */
public final class PreparedRun {
  private final Tree tree;
  private final Optional<String> scenario;
  private final Reaction.Accepted beginning;
  private final IncidentHead head;

  PreparedRun(
      Tree tree, Optional<String> scenario, Reaction.Accepted beginning, IncidentHead head) {
    this.tree = tree;
    this.scenario = scenario;
    this.beginning = beginning;
    this.head = head;
  }

  public Tree tree() {
    return tree;
  }

  public Optional<String> scenario() {
    return scenario;
  }

  /** Where the incident stands once the run has begun. */
  public IncidentHead head() {
    return head;
  }

  Reaction.Accepted beginning() {
    return beginning;
  }
}
