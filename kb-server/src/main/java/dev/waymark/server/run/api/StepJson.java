package dev.waymark.server.run.api;

import dev.waymark.model.run.Outcome;
import dev.waymark.server.run.RunView;
import dev.waymark.server.run.api.RunJson.NodeJson;
import dev.waymark.server.run.api.RunJson.RequestJson;
import java.util.Optional;
import java.util.UUID;

/**
 * As much of a run as a program needs to go on from it.
 *
 * @param sequence number of the last event
 * @param wants what is needed next; absent once the run has ended
 */
record StepJson(
    UUID id,
    int sequence,
    NodeJson current,
    Optional<RequestJson> wants,
    Optional<String> outcome) {
  static StepJson of(RunView run) {
    return new StepJson(
        run.id(),
        run.sequence(),
        RunJson.node(run.currentNode()),
        RequestJson.of(run),
        run.state().outcome().map(Outcome::label));
  }
}
