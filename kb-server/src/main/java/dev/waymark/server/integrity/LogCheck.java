package dev.waymark.server.integrity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.event.CanonicalJson;
import dev.waymark.server.event.EventChain;
import dev.waymark.server.integrity.RecordReader.EventLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** Checks one log from its first event on, and stops at the first that is wrong. Pure. */
final class LogCheck {
  /** By how much the clocks of two servers may differ. */
  static final Duration SKEW = Duration.ofMinutes(1);

  private final String log;
  private final NavigableMap<Integer, Anchor> anchors;

  LogCheck(String log, NavigableMap<Integer, Anchor> anchors) {
    this.log = log;
    this.anchors = anchors;
  }

  /**
   * What is wrong with an event.
   *
   * @param event 0 for the row that names the log's head
   */
  record Wrong(int event, String what) {}

  /** Looks at what an event says, once it is known to be what was recorded. */
  interface Reader {
    /** What is wrong with it; empty if nothing is. */
    Optional<String> read(EventLine event, JsonNode payload);
  }

  /**
   * The first event that is wrong.
   *
   * @param sequence of the last event, as the row of the log's owner has it
   * @param head the last event's hash, as that row has it
   */
  Optional<Wrong> check(List<EventLine> events, int sequence, String head, Reader reader) {
    if (events.isEmpty()) {
      return Optional.of(new Wrong(1, "It is missing: the log is empty."));
    }
    String previous = EventChain.START;
    Instant at = Instant.MIN;
    int number = 0;
    for (EventLine event : events) {
      number++;
      Optional<String> wrong = check(event, number, previous, at, reader);
      if (wrong.isPresent()) {
        return Optional.of(new Wrong(number, wrong.orElseThrow()));
      }
      previous = event.hash();
      at = event.at().isAfter(at) ? event.at() : at;
    }
    Optional<Wrong> cut = cut(number);
    if (cut.isPresent()) {
      return cut;
    }
    if (sequence > number) {
      return Optional.of(
          new Wrong(number + 1, "It is missing: the log ends before the head that its row names."));
    }
    if (sequence < number) {
      return Optional.of(
          new Wrong(sequence + 1, "It stands after the head that the log's row names."));
    }
    return head.equals(previous)
        ? Optional.empty()
        : Optional.of(new Wrong(0, "The head's hash in its row isn't that of the last event."));
  }

  private Optional<Wrong> cut(int events) {
    return Optional.ofNullable(anchors.higherEntry(events))
        .map(
            anchor ->
                new Wrong(
                    events + 1,
                    "It is missing: event %d was anchored on %s."
                        .formatted(anchor.getKey(), anchor.getValue().at())));
  }

  private Optional<String> check(
      EventLine event, int number, String previous, Instant at, Reader reader) {
    if (event.sequence() != number) {
      return Optional.of(
          "It is missing: the next one there is has number " + event.sequence() + ".");
    }
    if (!event.previousHash().equals(previous)) {
      return Optional.of("It isn't bound to the event before it.");
    }
    JsonNode payload;
    try {
      payload = CanonicalJson.read(event.payload());
      if (!hash(event, CanonicalJson.write(payload), previous).equals(event.hash())) {
        return Optional.of("It was changed: its hash is another one.");
      }
    } catch (IllegalStateException | IllegalArgumentException e) {
      return Optional.of("It was changed: it says what is never recorded.");
    }
    Anchor anchor = anchors.get(number);
    if (anchor != null && !anchor.hash().equals(event.hash())) {
      return Optional.of(
          "The log was rewritten up to here or before: another event was anchored on "
              + anchor.at()
              + ".");
    }
    if (event.at().isBefore(at.equals(Instant.MIN) ? at : at.minus(SKEW))) {
      return Optional.of("It is dated before the event that it follows.");
    }
    return reader.read(event, payload);
  }

  private String hash(EventLine event, String payload, String previous) {
    return EventChain.hash(
        log,
        event.sequence(),
        event.at(),
        event.actorKind(),
        event.actor(),
        event.type(),
        payload,
        previous);
  }
}
