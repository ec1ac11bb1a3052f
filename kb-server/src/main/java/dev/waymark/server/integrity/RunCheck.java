package dev.waymark.server.integrity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.incident.IncidentState;
import dev.waymark.model.run.Outcome;
import dev.waymark.server.integrity.RecordReader.EventLine;
import dev.waymark.server.run.RunRow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the events of a run, and says what they come to as far as that follows without the tree
 * that was walked.
 */
final class RunCheck implements LogCheck.Reader {
  /** A row is dated before the first answers are read, and the first event after that. */
  private static final Duration LONGEST_START = Duration.ofMinutes(10);

  private final RunRow row;
  private final Function<String, Optional<String>> answers;

  private Optional<String> node = Optional.empty();
  private Optional<String> scenario = Optional.empty();
  private Optional<Outcome> outcome = Optional.empty();
  private Instant last = Instant.MIN;
  private Optional<Instant> ended = Optional.empty();

  /** What may be the cause; a branch out of a cause confirms it without an event of its own. */
  private final Set<String> causes = new HashSet<>();

  private boolean isConfirmed;
  private boolean isAnyCause;

  /**
   * @param answers what is wrong with an answer that an event names by its hash
   */
  RunCheck(RunRow row, Function<String, Optional<String>> answers) {
    this.row = row;
    this.answers = answers;
  }

  @Override
  public Optional<String> read(EventLine event, JsonNode payload) {
    last = event.at();
    if (event.sequence() == 1) {
      return start(event, payload);
    }
    switch (event.type()) {
      case "started" -> {
        return Optional.of("A run starts once, with its first event.");
      }
      case "branch-taken", "question-answered", "verified" -> {
        node.ifPresentOrElse(causes::add, () -> isAnyCause = true);
        go(payload);
      }
      case "action-done" -> go(payload);
      case "cause-confirmed" -> {
        causes.clear();
        causes.add(payload.path("cause").asText());
        isConfirmed = true;
        isAnyCause = false;
        node = Optional.of(payload.path("action").asText());
      }
      case "returned" -> node = Optional.of(payload.path("to").asText());
      case "escalated" -> node = Optional.empty();
      case "reopened" -> outcome = Optional.empty();
      case "ended" -> {
        outcome = Optional.of(Outcome.valueOf(payload.path("outcome").asText()));
        ended = Optional.of(event.at());
      }
      default -> {
        // It moves nothing.
      }
    }
    JsonNode table = payload.path("table");
    return table.isTextual() ? answers.apply(table.textValue()) : Optional.empty();
  }

  private Optional<String> start(EventLine event, JsonNode payload) {
    if (!event.type().equals("started")) {
      return Optional.of("A run begins with its start.");
    }
    node = Optional.of(payload.path("at").asText());
    scenario = Optional.ofNullable(payload.get("scenario")).map(JsonNode::asText);
    Duration before = Duration.between(row.startedAt(), event.at());
    if (before.plus(LogCheck.SKEW).isNegative() || before.compareTo(LONGEST_START) > 0) {
      return Optional.of("The run's row has another time of its start.");
    }
    if (!row.entryId().equals(payload.path("entry").asText())) {
      return Optional.of("The run's row names another entry.");
    }
    if (!row.entryHash().equals(payload.path("entryHash").asText())) {
      return Optional.of("The run's row names another text of the entry.");
    }
    if (!row.scenario().equals(scenario)) {
      return Optional.of("The run's row names another scenario.");
    }
    return row.scenarioHash()
            .equals(Optional.ofNullable(payload.get("scenarioHash")).map(JsonNode::asText))
        ? Optional.empty()
        : Optional.of("The run's row names other files of the scenario.");
  }

  private void go(JsonNode payload) {
    JsonNode to = payload.path("to");
    if (!to.has("entry")) {
      node = Optional.of(to.path("node").asText());
    }
  }

  /** When its last event happened. */
  Instant last() {
    return last;
  }

  /** When it ended last. */
  Optional<Instant> ended() {
    return ended;
  }

  /** Whether an incident may be where its row says, after this run. */
  boolean leadsTo(IncidentState state) {
    return outcome
        .map(end -> IncidentState.after(end) == state)
        .orElseGet(() -> state == IncidentState.OPEN || state == IncidentState.MITIGATED);
  }

  /** Whether the run may be at a node. */
  boolean isAt(String wanted) {
    return node.isEmpty() || node.orElseThrow().equals(wanted);
  }

  /** Whether a cause may be the one that was confirmed last. */
  boolean mayConfirm(String cause) {
    return isAnyCause || causes.contains(cause);
  }

  /** Whether some cause was confirmed for certain. */
  boolean isConfirmed() {
    return isConfirmed;
  }
}
