package dev.waymark.server.run;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The head of a run.
 *
 * @param scenarioHash of the scenario's files; absent if they aren't kept
 * @param sequence of the last event
 * @param headHash of the last event
 */
public record RunRow(
    UUID id,
    long incident,
    int ordinal,
    String entryId,
    String entryHash,
    Optional<String> scenario,
    Optional<String> scenarioHash,
    Instant startedAt,
    int sequence,
    String headHash) {
  /** The same run after more events. */
  public RunRow movedTo(int newSequence, String newHeadHash) {
    return new RunRow(
        id,
        incident,
        ordinal,
        entryId,
        entryHash,
        scenario,
        scenarioHash,
        startedAt,
        newSequence,
        newHeadHash);
  }
}
