package dev.waymark.server.run;

import dev.waymark.server.event.IncidentHead;
import dev.waymark.server.event.KeyedInputStore.KeyedInput;
import dev.waymark.server.event.StoredEvent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that one input writes, written in one statement: the events, the answers that they
 * refer to, what came of the input's idempotency key, and the heads of run and incident.
 *
 * @param run as the writer knows it; written only if its head is still there
 * @param answers bodies by their hashes
 * @param key the input's idempotency key and its outcome; written only if the key is new
 */
public record RunAppend(
    RunRow run,
    List<StoredEvent> events,
    Map<String, String> answers,
    IncidentHead head,
    Optional<Key> key) {
  /** An idempotency key, and what came of its input. */
  public record Key(String scope, String text, KeyedInput input) {}

  public RunAppend {
    events = List.copyOf(events);
    // Sorted, so that two who write the same answers never wait for each other.
    answers = Collections.unmodifiableMap(new TreeMap<>(answers));
  }
}
