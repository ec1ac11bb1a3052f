package dev.waymark.server.event;

import java.util.Map;

/**
 * An event as it is stored.
 *
 * @param type such as {@code branch-taken}
 * @param payload canonical JSON
 * @param answers canonical JSON of the tables that the payload refers to, by their SHA-256 in
 *     hexadecimal
 */
public record EncodedEvent(String type, String payload, Map<String, String> answers) {
  public EncodedEvent {
    answers = Map.copyOf(answers);
  }
}
