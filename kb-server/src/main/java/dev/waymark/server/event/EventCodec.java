package dev.waymark.server.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.run.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events of runs as JSON and back. Tables stand apart, once each, and events name their hash. */
public final class EventCodec {
  private EventCodec() {}

  public static EncodedEvent encode(RunEvent event) {
    return EventEncoder.encode(event);
  }

  /** The hashes of the tables that a payload refers to. */
  public static List<String> answersOf(String payload) {
    JsonNode table = CanonicalJson.read(payload).path("table");
    List<String> hashes = new ArrayList<>();
    if (table.isTextual()) {
      hashes.add(table.textValue());
    }
    return hashes;
  }

  /**
   * The event of a stored form.
   *
   * @param answers at least those that {@link #answersOf} names
   * @return empty if no such form was ever written, or an answer is missing
   */
  public static Optional<RunEvent> decode(
      String type, String payload, Map<String, String> answers) {
    return StoredForm.read(
        () -> new EventDecoder(CanonicalJson.read(payload), answers).decode(type));
  }
}
