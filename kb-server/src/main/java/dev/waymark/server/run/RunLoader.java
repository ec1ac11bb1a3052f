package dev.waymark.server.run;

import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.run.Replay;
import dev.waymark.runbooks.run.RunMachine;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.server.catalog.EntryVersions;
import dev.waymark.server.codec.EventCodec;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.store.RunRow;
import dev.waymark.server.store.RunStore;
import dev.waymark.server.store.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Reads logs and replays them. What was read is remembered and used for as long as the head of the
 * log is the same, so that nothing here outlives what another server has written.
 */
@ApplicationScoped
class RunLoader {
  private final RunStore store;
  private final EntryVersions versions;
  private final RecentRuns recent = new RecentRuns(Runtime.getRuntime().maxMemory() / 8);

  RunLoader(RunStore store, EntryVersions versions) {
    this.store = store;
    this.versions = versions;
  }

  /** The run of a row. Refused where its text doesn't give the tree any more that it walked. */
  Result<LoadedRun> load(RunRow row) {
    Optional<LoadedRun> known = known(row.id());
    if (known.filter(run -> isCurrent(run, row)).isPresent()) {
      return Result.done(known.orElseThrow());
    }
    Optional<Tree> tree = versions.tree(row.entryHash());
    if (tree.isEmpty()) {
      return Result.refused(
          Problem.conflict(
              "The text of `" + row.entryId() + "` that this run walks can't be read any more.",
              "Its events are in the incident's timeline and export. Start a new run."));
    }
    List<RecordedEvent> events = new ArrayList<>();
    known.filter(run -> isPast(run, row)).ifPresent(run -> events.addAll(run.events()));
    events.addAll(read(store.eventsAfter(row.id(), events.size())));
    Replay replay =
        new RunMachine(tree.orElseThrow())
            .replay(events.stream().map(RecordedEvent::event).toList());
    if (!replay.fits()) {
      return Result.refused(
          Problem.conflict(
              "The run can't be replayed: " + replay.divergence().orElseThrow().message() + ".",
              "Its events are in the incident's timeline and export. Start a new run."));
    }
    LoadedRun loaded = new LoadedRun(row, tree.orElseThrow(), events, replay.state().orElseThrow());
    remember(loaded);
    return Result.done(loaded);
  }

  /** A run as it was right after one of its events. */
  LoadedRun upTo(LoadedRun run, int sequence) {
    if (sequence >= run.events().size()) {
      return run;
    }
    List<RecordedEvent> events = run.events().subList(0, sequence);
    RunState state =
        new RunMachine(run.tree())
            .replay(events.stream().map(RecordedEvent::event).toList())
            .state()
            .orElseThrow();
    return new LoadedRun(run.row(), run.tree(), events, state);
  }

  void remember(LoadedRun run) {
    recent.put(run);
  }

  /** A run as it was last seen here; others may have moved it since. */
  Optional<LoadedRun> known(UUID run) {
    return recent.find(run);
  }

  private static boolean isCurrent(LoadedRun run, RunRow row) {
    return run.row().sequence() == row.sequence() && run.row().headHash().equals(row.headHash());
  }

  /** A transaction that was rolled back may have left events here that never came to be. */
  private boolean isPast(LoadedRun run, RunRow row) {
    return run.row().sequence() < row.sequence()
        && store
            .eventHash(row.id(), run.row().sequence())
            .filter(run.row().headHash()::equals)
            .isPresent();
  }

  private List<RecordedEvent> read(List<StoredEvent> stored) {
    Set<String> hashes = new HashSet<>();
    stored.forEach(event -> hashes.addAll(EventCodec.answersOf(event.payload())));
    Map<String, String> answers = store.answers(hashes);
    return stored.stream().map(event -> recorded(event, answers)).toList();
  }

  private static RecordedEvent recorded(StoredEvent stored, Map<String, String> answers) {
    RunEvent event = EventCodec.decode(stored.type(), stored.payload(), answers);
    return new RecordedEvent(stored.sequence(), stored.at(), stored.actor(), event, stored.hash());
  }
}
