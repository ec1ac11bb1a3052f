package dev.waymark.runbooks.scenario;

import java.util.List;

/**
 * A table's file cut into cells. Every row has as many cells as there are headers.
 *
 * @param headers each {@code Name} or {@code Name:type}
 */
record RawTable(List<RawCell.Text> headers, List<List<RawCell>> rows) {
  RawTable {
    headers = List.copyOf(headers);
    rows = List.copyOf(rows);
  }

  /** A file that can't be cut. */
  static final class Uncut extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String why;

    /**
     * @param line counted from 1
     * @param column counted from 1
     */
    Uncut(int line, int column, String why) {
      super(why, null, false, false);
      this.line = Math.max(1, line);
      this.column = Math.max(1, column);
      this.why = why;
    }

    int line() {
      return line;
    }

    int column() {
      return column;
    }

    String why() {
      return why;
    }
  }
}
