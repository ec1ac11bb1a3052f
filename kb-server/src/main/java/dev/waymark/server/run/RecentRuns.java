package dev.waymark.server.run;

import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.record.RecordedEvent;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The runs that were needed last, as many as fit into a part of the heap. */
final class RecentRuns {
  private static final int MOST_RUNS = 256;
  private static final long BYTES_OF_EVENT = 1_000;

  private final long mostBytes;
  private final Map<UUID, Held> runs = new LinkedHashMap<>(MOST_RUNS, 0.75f, true);
  private long bytes;

  RecentRuns(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  private record Held(LoadedRun run, long bytes) {}

  synchronized Optional<LoadedRun> find(UUID run) {
    return Optional.ofNullable(runs.get(run)).map(Held::run);
  }

  /** Remembers a run, unless it alone is too large. */
  synchronized void put(LoadedRun run) {
    Held held = new Held(run, bytes(run));
    Held before = runs.put(run.row().id(), held);
    bytes += held.bytes() - (before == null ? 0 : before.bytes());
    Iterator<Held> oldest = runs.values().iterator();
    while ((runs.size() > MOST_RUNS || bytes > mostBytes) && oldest.hasNext()) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }

  private static long bytes(LoadedRun run) {
    long bytes = 0;
    for (RecordedEvent recorded : run.events()) {
      bytes += BYTES_OF_EVENT;
      if (recorded.event() instanceof RunEvent.Answered answered) {
        bytes += answered.answer().rows().map(rows -> rows.bytes()).orElse(0L);
      }
    }
    return bytes;
  }
}
