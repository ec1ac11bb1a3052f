package dev.waymark.server.run.page;

import dev.waymark.server.incident.page.TimelineLine;
import dev.waymark.server.run.page.RunPageView.RunLink;
import dev.waymark.server.web.Moment;
import java.util.List;

/**
 * A run that can't be replayed, as it was recorded.
 *
 * @param scenario empty if the answers are live
 * @param run number of the run among the incident's
 * @param why it can't be replayed
 */
record RecordedRunView(
    long number,
    String title,
    String severity,
    String state,
    String scenario,
    Moment opened,
    int run,
    String entryId,
    String why,
    List<RunLink> runs,
    List<TimelineLine> lines) {
  RecordedRunView {
    runs = List.copyOf(runs);
    lines = List.copyOf(lines);
  }
}
