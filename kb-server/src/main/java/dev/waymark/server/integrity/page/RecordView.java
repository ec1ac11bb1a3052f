package dev.waymark.server.integrity.page;

import dev.waymark.server.web.Moment;
import java.util.List;
import java.util.Optional;

/**
 * What the last verification of the record found.
 *
 * @param report absent if nothing was verified yet
 * @param checking whether one is under way
 * @param trouble why the last one failed; empty if it didn't
 */
record RecordView(Optional<ReportView> report, boolean checking, String trouble) {

  /**
   * A verification.
   *
   * @param found how many findings there are
   * @param lines the first of them
   * @param anchoredSince absent if nothing is anchored
   * @param anchoredEvents how many events are covered by an anchor
   * @param obstacle why nothing is anchored or compared; empty if that is done
   */
  record ReportView(
      Moment at,
      String took,
      String incidents,
      String runs,
      String events,
      String found,
      List<Line> lines,
      Optional<Moment> anchoredSince,
      Optional<Moment> anchoredLast,
      String anchoredEvents,
      String obstacle) {
    ReportView {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A finding.
   *
   * @param link to where it is shown; empty if it's shown nowhere
   */
  record Line(String place, String what, String link) {}
}
