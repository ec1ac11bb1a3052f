package dev.waymark.server.incident;

import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.StepFinding;
import dev.waymark.runbooks.record.EventSentence;
import dev.waymark.runbooks.record.KnownNames;
import dev.waymark.runbooks.record.RunNames;
import dev.waymark.server.event.StoredEvent;
import dev.waymark.server.event.StoredForm;
import dev.waymark.server.run.RunLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Puts the incident's own events and those of its runs into one order. An event that can't be read
 * stands there as it is stored.
 */
final class Timeline {
  private static final int LONGEST_PAYLOAD = 500;

  private Timeline() {}

  static List<TimelineItem> of(List<StoredEvent> own, List<RunLog> runs, KnownNames known) {
    List<TimelineItem> items = new ArrayList<>();
    own.forEach(stored -> items.add(item(stored, known)));
    for (RunLog run : runs) {
      RunNames names = run.names(known);
      run.lines().forEach(line -> items.add(item(run, line, names)));
    }
    items.sort(Comparator.comparing(TimelineItem::at));
    return List.copyOf(items);
  }

  private static TimelineItem item(StoredEvent stored, KnownNames known) {
    Optional<IncidentEvent> event =
        StoredForm.read(() -> IncidentEvent.read(stored.type(), stored.payload()));
    return new TimelineItem(
        stored.at(),
        stored.actor(),
        stored.type(),
        event
            .map(happened -> happened.sentence(known))
            .orElseGet(() -> asStored(stored.type(), stored.payload())),
        Optional.empty(),
        event.flatMap(IncidentEvent::about),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty());
  }

  private static TimelineItem item(RunLog run, RunLog.Line line, RunNames names) {
    Optional<String> node = line.event().flatMap(names::nodeOf);
    return new TimelineItem(
        line.at(),
        line.actor(),
        line.type(),
        line.event()
            .map(event -> EventSentence.of(names, event))
            .orElseGet(() -> asStored(line.type(), line.payload())),
        line.event().flatMap(Timeline::finding),
        Optional.empty(),
        node,
        node.map(names::title),
        run.ordinal(),
        Optional.of(line.sequence()));
  }

  private static Optional<StepFinding> finding(RunEvent event) {
    return switch (event) {
      case RunEvent.BranchProposed proposed -> proposed.finding();
      case RunEvent.BranchTaken taken -> taken.finding();
      case RunEvent.QuestionAnswered answered -> answered.finding();
      case RunEvent.Verified verified -> verified.finding();
      default -> Optional.empty();
    };
  }

  private static EventSentence asStored(String type, String payload) {
    String shown =
        payload.length() > LONGEST_PAYLOAD ? payload.substring(0, LONGEST_PAYLOAD) + "…" : payload;
    return EventSentence.of("Can't be read: " + type + " " + shown);
  }
}
