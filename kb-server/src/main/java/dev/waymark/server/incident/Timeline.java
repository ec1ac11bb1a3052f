package dev.waymark.server.incident;

import dev.waymark.runbooks.record.EventSentence;
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

  static List<TimelineItem> of(List<StoredEvent> own, List<RunLog> runs) {
    List<TimelineItem> items = new ArrayList<>();
    for (StoredEvent stored : own) {
      items.add(
          new TimelineItem(
              stored.at(),
              stored.actor(),
              stored.type(),
              StoredForm.read(() -> IncidentEvent.read(stored.type(), stored.payload()).sentence())
                  .orElseGet(() -> asStored(stored.type(), stored.payload())),
              Optional.empty(),
              0,
              Optional.empty()));
    }
    for (RunLog run : runs) {
      RunNames names = run.names();
      for (RunLog.Line line : run.lines()) {
        items.add(
            new TimelineItem(
                line.at(),
                line.actor(),
                line.type(),
                line.event()
                    .map(event -> EventSentence.of(names, event))
                    .orElseGet(() -> asStored(line.type(), line.payload())),
                line.event().flatMap(names::nodeOf),
                run.ordinal(),
                Optional.of(line.sequence())));
      }
    }
    items.sort(Comparator.comparing(TimelineItem::at));
    return List.copyOf(items);
  }

  private static String asStored(String type, String payload) {
    String shown =
        payload.length() > LONGEST_PAYLOAD ? payload.substring(0, LONGEST_PAYLOAD) + "…" : payload;
    return "Can't be read: " + type + " " + shown;
  }
}
