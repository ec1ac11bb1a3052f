package dev.waymark.server.integrity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.IncidentState;
import dev.waymark.runbooks.markdown.Slugs;
import dev.waymark.server.integrity.RecordReader.EventLine;
import dev.waymark.server.integrity.RecordReader.IncidentLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads an incident's own events, and compares its row with what they and its runs come to. */
final class IncidentCheck implements LogCheck.Reader {
  private final IncidentLine row;
  private Instant last = Instant.MIN;
  private String severity = "";

  IncidentCheck(IncidentLine row) {
    this.row = row;
  }

  @Override
  public Optional<String> read(EventLine event, JsonNode payload) {
    last = event.at();
    if (event.sequence() == 1) {
      return opened(event, payload);
    }
    if (event.type().equals("opened")) {
      return Optional.of("An incident is opened once, by its first event.");
    }
    if (event.type().equals("severity-changed")) {
      severity = payload.path("to").asText();
    }
    return Optional.empty();
  }

  private Optional<String> opened(EventLine event, JsonNode payload) {
    if (!event.type().equals("opened")) {
      return Optional.of("An incident begins with its opening.");
    }
    severity = payload.path("severity").asText();
    Optional<String> scenario = Optional.ofNullable(payload.get("scenario")).map(JsonNode::asText);
    List<String> other = new ArrayList<>();
    differ(other, "title", row.title(), payload.path("title").asText());
    differ(other, "entry", row.entryId(), payload.path("entry").asText());
    differ(other, "scenario", row.scenario(), scenario);
    differ(other, "opener", row.openedBy(), event.actor());
    differ(other, "time of opening", row.openedAt(), event.at());
    return other.isEmpty()
        ? Optional.empty()
        : Optional.of("The incident's row has another " + String.join(", ", other) + ".");
  }

  private static void differ(List<String> other, String name, Object row, Object event) {
    if (!row.equals(event)) {
      other.add(name);
    }
  }

  /** What of the row isn't as its own events and its runs say. */
  Optional<String> rest(List<RunCheck> runs) {
    Optional<IncidentState> state = ofLabel(row.state());
    List<String> other = new ArrayList<>();
    if (IncidentSeverity.ofLabel(severity).filter(s -> s.name().equals(row.severity())).isEmpty()) {
      other.add("severity");
    }
    Optional<Instant> moved = runs.stream().map(RunCheck::last).max(Comparator.naturalOrder());
    if (moved.isEmpty()) {
      return Optional.of("The incident has no run.");
    }
    boolean isOwnLast = last.equals(row.updatedAt());
    if (!isOwnLast && runs.stream().noneMatch(run -> run.last().equals(row.updatedAt()))) {
      other.add("time of the last change");
    }
    // Two runs may have moved at the same moment: where one leads into the other.
    List<RunCheck> latest = runs.stream().filter(run -> run.last().equals(moved.get())).toList();
    if (state.isEmpty() || latest.stream().noneMatch(run -> run.leadsTo(state.get()))) {
      other.add("state");
    }
    if (latest.stream().noneMatch(run -> run.isAt(row.node()))) {
      other.add("step");
    }
    if (!isCause(runs, latest)) {
      other.add("cause");
    }
    if (!isTitle(row.nodeTitle(), row.node())) {
      other.add("title of the step");
    }
    if (row.cause().isPresent() != row.causeTitle().isPresent()
        || (row.cause().isPresent()
            && !isTitle(row.causeTitle().orElseThrow(), row.cause().orElseThrow()))) {
      other.add("title of the cause");
    }
    boolean isOver = state.filter(known -> !known.isActive()).isPresent();
    if (isOver
        ? latest.stream().noneMatch(run -> run.ended().equals(row.endedAt()))
        : row.endedAt().isPresent()) {
      other.add("time of its end");
    }
    return other.isEmpty()
        ? Optional.empty()
        : Optional.of("The incident's row has another " + String.join(", ", other) + ".");
  }

  /**
   * Whether the row's cause may be the one that was confirmed last: that of an earlier run stands
   * until a later one confirms another.
   *
   * @param latest those that moved last
   */
  private boolean isCause(List<RunCheck> runs, List<RunCheck> latest) {
    if (row.cause().isEmpty()) {
      return latest.stream().anyMatch(run -> !run.isConfirmed());
    }
    String cause = row.cause().orElseThrow();
    for (RunCheck run : runs.reversed()) {
      if (run.mayConfirm(cause) || run.isConfirmed()) {
        return run.mayConfirm(cause);
      }
    }
    return false;
  }

  private static Optional<IncidentState> ofLabel(String name) {
    return java.util.Arrays.stream(IncidentState.values())
        .filter(state -> state.name().equals(name))
        .findFirst();
  }

  /** Steps are named after the slugs of their titles, and numbered if two are alike. */
  private static boolean isTitle(String title, String node) {
    String slug = Slugs.slug(title);
    return title.equals(node) || node.equals(slug) || node.matches(quoted(slug) + "-[0-9]+");
  }

  private static String quoted(String slug) {
    return java.util.regex.Pattern.quote(slug);
  }
}
