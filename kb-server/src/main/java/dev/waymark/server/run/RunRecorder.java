package dev.waymark.server.run;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.record.RecordedEvent;
import dev.waymark.runbooks.record.RecordedRun;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.server.event.EncodedEvent;
import dev.waymark.server.event.EventChain;
import dev.waymark.server.event.EventCodec;
import dev.waymark.server.event.KeyedInputStore.KeyedInput;
import dev.waymark.server.event.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Appends events to a run's log, each bound to the one before it by its hash. */
@ApplicationScoped
class RunRecorder {
  private final RunStore store;

  RunRecorder(RunStore store) {
    this.store = store;
  }

  /** An idempotency key, whose it is, and the hash of all that was asked with it. */
  record InputKey(String scope, String text, String inputHash) {}

  /** An event that is about to be recorded, and who did it. */
  record Deed(RunEvent event, Actor actor) {}

  /**
   * Appends to a run whose head is as it was loaded, in the transaction that is under way or one of
   * its own.
   *
   * @param now no event is dated before the one that it follows, whatever the clocks of two servers
   *     say
   * @param key the idempotency key that the events' input carried, and the input's hash
   * @return empty, with nothing recorded, if the run has moved on or the key was used
   */
  Optional<LoadedRun> append(
      LoadedRun run, List<Deed> deeds, RunState state, Instant now, Optional<InputKey> key) {
    List<StoredEvent> stored = new ArrayList<>(deeds.size());
    List<RecordedEvent> events = new ArrayList<>(run.events());
    Map<String, String> answers = new HashMap<>();
    String log = EventChain.ofRun(run.row().id());
    String previous = run.row().headHash();
    int sequence = run.row().sequence();
    Instant at = events.isEmpty() ? now : latest(now, events.get(events.size() - 1).at());
    for (Deed deed : deeds) {
      sequence++;
      EncodedEvent encoded = EventCodec.encode(deed.event());
      String hash =
          EventChain.hash(
              log, sequence, at, deed.actor(), encoded.type(), encoded.payload(), previous);
      stored.add(
          new StoredEvent(
              sequence, at, deed.actor(), encoded.type(), encoded.payload(), previous, hash));
      events.add(new RecordedEvent(sequence, at, deed.actor(), deed.event()));
      answers.putAll(encoded.answers());
      previous = hash;
    }
    int last = sequence;
    boolean written =
        store.append(
            new RunAppend(
                run.row(),
                stored,
                answers,
                IncidentHeads.of(
                    new RecordedRun(run.row().ordinal(), run.tree(), state, events), at),
                key.map(
                    used ->
                        new RunAppend.Key(
                            used.scope(), used.text(), new KeyedInput(used.inputHash(), last)))));
    return written
        ? Optional.of(new LoadedRun(run.row().movedTo(last, previous), run.tree(), events, state))
        : Optional.empty();
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
