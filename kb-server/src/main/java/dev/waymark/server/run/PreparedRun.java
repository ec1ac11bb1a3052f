package dev.waymark.server.run;

import dev.waymark.runbooks.run.Reaction;
import dev.waymark.runbooks.tree.IncidentTitle;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.server.entry.ScenarioVersions.PinnedScenario;
import dev.waymark.server.event.IncidentHead;
import java.util.Optional;

/** A run that can begin: checked, decided, and not yet recorded. */
public final class PreparedRun {
  private final Tree tree;
  private final Optional<String> scenario;
  private final Optional<PinnedScenario> files;
  private final Reaction.Accepted beginning;
  private final IncidentHead head;

  PreparedRun(
      Tree tree,
      Optional<String> scenario,
      Optional<PinnedScenario> files,
      Reaction.Accepted beginning,
      IncidentHead head) {
    this.tree = tree;
    this.scenario = scenario;
    this.files = files;
    this.beginning = beginning;
    this.head = head;
  }

  public Tree tree() {
    return tree;
  }

  public Optional<String> scenario() {
    return scenario;
  }

  /** The scenario's files as they were read; empty if they aren't kept. */
  Optional<PinnedScenario> files() {
    return files;
  }

  /** What an incident is called that is opened with it, unless somebody names it. */
  public String title() {
    return IncidentTitle.of(tree, beginning.state().parameters());
  }

  /** Where the incident stands once the run has begun. */
  public IncidentHead head() {
    return head;
  }

  Reaction.Accepted beginning() {
    return beginning;
  }
}
