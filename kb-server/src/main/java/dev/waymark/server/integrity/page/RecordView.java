package dev.waymark.server.integrity.page;

import dev.waymark.server.web.Moment;
import java.util.List;
import java.util.Optional;

/**
 * What the last verification of the record found.
 *
 * @param report empty where nothing was verified yet
 * @param checking whether one is under way
 * @param trouble why the last one failed; empty where it didn't
 */
record RecordView(Optional<ReportView> report, boolean checking, String trouble) {

  /**
   * A verification.
   *
   * @param found how many findings there are
   * @param lines the first of them
   * @param anchoredSince empty where nothing is anchored
   * @param anchoredEvents how many events are covered by an anchor
   * @param obstacle why nothing is anchored or compared; empty where that is done
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
   * @param link to where it is shown; empty where it's nowhere
   */
  record Line(String place, String what, String link) {}
}
