package dev.waymark.server.incident;

import dev.waymark.server.codec.EventCodec;
import dev.waymark.server.run.RecordedEvent;
import dev.waymark.server.run.RunView;
import dev.waymark.server.store.StoredEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Puts the incident's own events and those of its runs into one order. */
final class Timeline {
  private Timeline() {}

  static List<TimelineItem> of(List<StoredEvent> own, List<RunView> runs) {
    List<TimelineItem> items = new ArrayList<>();
    for (StoredEvent stored : own) {
      items.add(
          new TimelineItem(
              stored.at(),
              stored.actor(),
              stored.type(),
              IncidentEvent.read(stored.type(), stored.payload()).sentence(),
              Optional.empty(),
              0,
              Optional.empty()));
    }
    for (RunView run : runs) {
      EventSentence sentences = new EventSentence(run);
      for (RecordedEvent recorded : run.events()) {
        EventSentence.Told told = recorded.event().accept(sentences);
        items.add(
            new TimelineItem(
                recorded.at(),
                recorded.actor(),
                EventCodec.encode(recorded.event()).type(),
                told.text(),
                told.step(),
                run.ordinal(),
                Optional.of(recorded)));
      }
    }
    items.sort(Comparator.comparing(TimelineItem::at));
    return List.copyOf(items);
  }
}
