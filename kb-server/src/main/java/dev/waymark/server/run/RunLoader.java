package dev.waymark.server.run;

import dev.waymark.runbooks.record.RecordedEvent;
import dev.waymark.runbooks.run.Replay;
import dev.waymark.runbooks.run.RunMachine;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.server.entry.EntryVersions;
import dev.waymark.server.event.EventCodec;
import dev.waymark.server.event.StoredEvent;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.run.RunLog.Line;
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

  /**
   * The run of a row. Refused if its text doesn't give the tree any more that it walked, or its log
   * isn't what was recorded.
   */
  Result<LoadedRun> load(RunRow row) {
    Optional<LoadedRun> known = known(row.id());
    if (known.filter(run -> isCurrent(run, row)).isPresent()) {
      return Result.done(known.orElseThrow());
    }
    Optional<Tree> tree = versions.tree(row.entryHash());
    if (tree.isEmpty()) {
      return Result.refused(unreadableText(row));
    }
    List<RecordedEvent> events = new ArrayList<>();
    known.filter(run -> isPast(run, row)).ifPresent(run -> events.addAll(run.events()));
    for (Line line : lines(store.eventsAfter(row.id(), events.size())).lines()) {
      if (line.event().isEmpty()) {
        return Result.refused(unreadable(line));
      }
      events.add(recorded(line));
    }
    Replay replay = replay(tree.orElseThrow(), events);
    if (!replay.fits()) {
      return Result.refused(diverged(replay));
    }
    LoadedRun loaded = new LoadedRun(row, tree.orElseThrow(), events, replay.state().orElseThrow());
    remember(loaded);
    return Result.done(loaded);
  }

  /** The run of a row as its log has it, even if it can't be replayed. */
  RunLog log(RunRow row) {
    Lines read = lines(store.eventsAfter(row.id(), 0));
    Optional<Tree> tree = versions.tree(row.entryHash());
    List<RecordedEvent> readable =
        read.lines().stream()
            .takeWhile(line -> line.event().isPresent())
            .map(RunLoader::recorded)
            .toList();
    Optional<Replay> replay = tree.map(walked -> replay(walked, readable));
    Optional<Problem> obstacle =
        tree.isEmpty()
            ? Optional.of(unreadableText(row))
            : read.lines().stream()
                .filter(line -> line.event().isEmpty())
                .findFirst()
                .map(RunLoader::unreadable)
                .or(() -> replay.filter(one -> !one.fits()).map(RunLoader::diverged));
    return new RunLog(
        row.id(),
        row.incident(),
        row.ordinal(),
        row.entryId(),
        row.entryHash(),
        tree,
        replay.flatMap(Replay::state),
        read.lines(),
        read.answers(),
        obstacle);
  }

  private static Replay replay(Tree tree, List<RecordedEvent> events) {
    return new RunMachine(tree).replay(events.stream().map(RecordedEvent::event).toList());
  }

  private static Problem unreadableText(RunRow row) {
    return unreplayable(
        "The text of `" + row.entryId() + "` that this run walks can't be read any more.");
  }

  private static Problem unreadable(Line line) {
    return unreplayable(
        "Event %d of this run, `%s`, can't be read: it isn't what was recorded."
            .formatted(line.sequence(), line.type()));
  }

  private static Problem diverged(Replay replay) {
    return unreplayable(
        "The run can't be replayed: " + replay.divergence().orElseThrow().message() + ".");
  }

  private static Problem unreplayable(String message) {
    return Problem.conflict(
        message, "Its events are in the incident's timeline and export. Start a new run.");
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

  /** Events with the answers that they name. */
  private record Lines(List<Line> lines, Map<String, String> answers) {}

  private Lines lines(List<StoredEvent> stored) {
    Set<String> hashes = new HashSet<>();
    stored.forEach(event -> hashes.addAll(EventCodec.answersOf(event.payload())));
    Map<String, String> answers = store.answers(hashes);
    return new Lines(stored.stream().map(event -> line(event, answers)).toList(), answers);
  }

  private static Line line(StoredEvent stored, Map<String, String> answers) {
    return new Line(
        stored.sequence(),
        stored.at(),
        stored.actor(),
        stored.type(),
        stored.payload(),
        stored.hash(),
        EventCodec.decode(stored.type(), stored.payload(), answers));
  }

  private static RecordedEvent recorded(Line line) {
    return new RecordedEvent(line.sequence(), line.at(), line.actor(), line.event().orElseThrow());
  }
}
