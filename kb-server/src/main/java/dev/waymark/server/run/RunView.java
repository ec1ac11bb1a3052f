package dev.waymark.server.run;

import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.record.RecordedEvent;
import dev.waymark.runbooks.record.RecordedRun;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A run as it stands: its events, what they amount to, and the tree of the text that it walks.
 *
 * @param ordinal from 1, among the runs of the incident
 * @param newerText whether the entry has changed since the run began
 * @param gone whether the entry isn't served any more
 */
public record RunView(
    UUID id,
    long incident,
    int ordinal,
    Tree tree,
    RunState state,
    List<RecordedEvent> events,
    boolean newerText,
    boolean gone) {
  private static final String BEGAN = "began";

  public RunView {
    events = List.copyOf(events);
  }

  /** The run with its log, as facts are folded from it. */
  public RecordedRun recorded() {
    return new RecordedRun(ordinal, tree, state, events);
  }

  /** How many events there are. */
  public int sequence() {
    return events.size();
  }

  /** Where the run is, or was when it ended. */
  public Node currentNode() {
    return tree.node(state.current().node()).orElseThrow();
  }

  /** That the answer which came last says to ask again, if it does. */
  public Optional<ScheduledRepeat> askingAgain() {
    return ScheduledRepeat.of(tree, state, events);
  }

  /** When the trouble began: the time that the entry remembers as {@value #BEGAN}. */
  public Optional<Instant> began() {
    return Optional.ofNullable(state.remembered().get(BEGAN))
        .filter(Instant.class::isInstance)
        .map(Instant.class::cast);
  }

  /** The event that the run begins with. */
  public RunEvent.Started started() {
    return (RunEvent.Started) events.get(0).event();
  }
}
