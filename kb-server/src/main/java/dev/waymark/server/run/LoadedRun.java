package dev.waymark.server.run;

import dev.waymark.runbooks.record.RecordedEvent;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.tree.Tree;
import java.util.List;

/** A run with all that its log says, as of the head in its row. */
record LoadedRun(RunRow row, Tree tree, List<RecordedEvent> events, RunState state) {
  LoadedRun {
    events = List.copyOf(events);
  }
}
