package dev.waymark.server.run;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.server.codec.EncodedEvent;
import dev.waymark.server.codec.EventChain;
import dev.waymark.server.codec.EventCodec;
import dev.waymark.server.store.RunStore;
import dev.waymark.server.store.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Appends events to a run's log, each bound to the one before it by its hash. */
@ApplicationScoped
class RunRecorder {
  private final RunStore store;

  RunRecorder(RunStore store) {
    this.store = store;
  }

  /** An event that is about to be recorded, and who did it. */
  record Deed(RunEvent event, Actor actor) {}

  /** Appends in the transaction that is under way, to a run that it has locked or created. */
  LoadedRun append(LoadedRun run, List<Deed> deeds, RunState state, Instant now) {
    List<StoredEvent> stored = new ArrayList<>(deeds.size());
    List<RecordedEvent> events = new ArrayList<>(run.events());
    Map<String, String> answers = new HashMap<>();
    String previous = run.row().headHash();
    int sequence = run.row().sequence();
    for (Deed deed : deeds) {
      sequence++;
      EncodedEvent encoded = EventCodec.encode(deed.event());
      String hash =
          EventChain.hash(
              run.row().id().toString(),
              sequence,
              now,
              deed.actor(),
              encoded.type(),
              encoded.payload(),
              previous);
      stored.add(
          new StoredEvent(
              sequence, now, deed.actor(), encoded.type(), encoded.payload(), previous, hash));
      events.add(new RecordedEvent(sequence, now, deed.actor(), deed.event(), hash));
      answers.putAll(encoded.answers());
      previous = hash;
    }
    store.append(run.row(), stored, answers, IncidentHeads.of(run.tree(), state, now));
    return new LoadedRun(run.row().movedTo(sequence, previous), run.tree(), events, state);
  }
}
