package dev.waymark.server.run.page;

import dev.waymark.server.web.Moment;
import java.util.List;
import java.util.Optional;

/**
 * What a source gave back, one page of it.
 *
 * @param state {@code none}, {@code unsent}, {@code awaited}, {@code complete}, {@code partial} or
 *     {@code failed}
 * @param message why it failed or is partial
 * @param hint what to do about it
 * @param source where it came from, in words
 * @param took how long a live source took; empty if none was asked
 * @param total rows in all
 * @param first number of the first row shown
 * @param files start of the addresses of the answer as a file
 * @param chart address of its drawing; empty if none is asked for
 * @param changes what was changed around the incident, for a drawing over time
 * @param earlier how the attempts before this one went
 */
record AnswerView(
    String state,
    String message,
    String hint,
    String source,
    boolean recorded,
    Optional<Moment> at,
    String took,
    List<ColumnView> columns,
    List<List<CellView>> rows,
    int total,
    int first,
    String previousPage,
    String nextPage,
    String files,
    String chart,
    List<ChangeView> changes,
    List<String> earlier) {
  /** Rows on a page. */
  static final int PAGE = 200;

  AnswerView {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    changes = List.copyOf(changes);
    earlier = List.copyOf(earlier);
  }

  static AnswerView none(String state) {
    return new AnswerView(
        state,
        "",
        "",
        "",
        false,
        Optional.empty(),
        "",
        List.of(),
        List.of(),
        0,
        1,
        "",
        "",
        "",
        "",
        List.of(),
        List.of());
  }

  public boolean isTable() {
    return !columns.isEmpty();
  }

  /** Whether it is a single row, which is read best as a list of names and values. */
  public boolean isSingle() {
    return total == 1 && rows.size() == 1;
  }

  public int last() {
    return first + rows.size() - 1;
  }

  /** A column's head. */
  record ColumnView(String name, boolean number) {}

  /** A change of something in Azure: when, and what the log says of it. */
  record ChangeView(Moment at, String what) {}

  /** A value; empty text for a missing one. */
  record CellView(String text, boolean number) {
    private static final int LONG = 40;

    /** Whether it needs a line of its own. */
    public boolean isLong() {
      return text.length() > LONG;
    }
  }
}
