package dev.waymark.server.question.page;

import java.util.List;

/**
 * A question with its answer.
 *
 * @param filters what the form holds, by name
 * @param query of this page's address, empty if no filter is set
 * @param chart address of what is drawn; empty if nothing is
 * @param more whether there are more rows than these
 * @param wide whether what is drawn needs more room than a phone has
 * @param undrawn how many rows aren't drawn
 * @param drills how many would give an answer where no real incident does
 * @param drillsLink address of the same of drills
 */
record QuestionView(
    String id,
    String topic,
    String title,
    String tells,
    String act,
    Filter filters,
    String query,
    List<Choice> entries,
    List<String> services,
    List<Head> columns,
    List<List<Cell>> rows,
    boolean more,
    String chart,
    boolean wide,
    int undrawn,
    String files,
    long drills,
    String drillsLink) {
  QuestionView {
    entries = List.copyOf(entries);
    services = List.copyOf(services);
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** What the form holds; empty texts filter nothing. */
  record Filter(
      String from,
      String to,
      String service,
      String entry,
      String cause,
      String severity,
      String kind,
      String by) {
    public boolean isSet() {
      return !(from + to + service + entry + cause + severity).isEmpty() || !kind.equals("real");
    }
  }

  record Choice(String id, String title) {}

  record Head(String label, boolean number) {}

  /**
   * A cell.
   *
   * @param address where it leads; empty if it leads nowhere
   */
  record Cell(String text, boolean number, String address) {}
}
