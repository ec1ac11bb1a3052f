package dev.waymark.server.run;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.record.KnownNames;
import dev.waymark.runbooks.record.RunNames;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.server.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A run as its log has it, whether or not it can be replayed.
 *
 * @param ordinal from 1, among the runs of the incident
 * @param tree of the text that it walks; absent if that gives none any more
 * @param state that the events come to, or those that still fit
 * @param answers bodies of the answers that its events name, by their hashes
 * @param obstacle why it can't be replayed; absent if it can
 */
public record RunLog(
    UUID id,
    long incident,
    int ordinal,
    String entryId,
    String entryHash,
    Optional<Tree> tree,
    Optional<RunState> state,
    List<Line> lines,
    Map<String, String> answers,
    Optional<Problem> obstacle) {
  public RunLog {
    requireNonNull(tree);
    requireNonNull(state);
    lines = List.copyOf(lines);
    answers = Map.copyOf(answers);
    requireNonNull(obstacle);
  }

  /** The names for what its events refer to. */
  public RunNames names() {
    return names(KnownNames.AS_RECORDED);
  }

  /**
   * The same for people.
   *
   * @param known what entries and people are called
   */
  public RunNames names(KnownNames known) {
    return new RunNames(tree, state, known);
  }

  /**
   * An event of the log.
   *
   * @param payload JSON
   * @param event what it says; absent if that can't be read
   */
  public record Line(
      int sequence,
      Instant at,
      Actor actor,
      String type,
      String payload,
      String hash,
      Optional<RunEvent> event) {}
}
