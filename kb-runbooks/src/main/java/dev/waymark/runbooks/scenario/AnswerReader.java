package dev.waymark.runbooks.scenario;

import dev.waymark.model.table.Table;
import java.time.Instant;

/** Reads a recorded answer's file by its ending. Relative times count from now. */
final class AnswerReader {
  private final RecordedCells cells;

  AnswerReader(Instant now) {
    this.cells = new RecordedCells(now);
  }

  /** What became of a text. */
  sealed interface Read {
    record Good(Table table) implements Read {}

    /**
     * It can't be read.
     *
     * @param line where, counted from 1
     */
    record Bad(int line, String why) implements Read {}
  }

  static boolean reads(String name) {
    return name.endsWith(".csv") || name.endsWith(".json") || name.endsWith(".txt");
  }

  Read read(String name, String text) {
    if (name.endsWith(".csv")) {
      return new CsvAnswer(cells).read(text);
    }
    return name.endsWith(".json") ? new JsonAnswer(cells).read(text) : TextAnswer.read(text);
  }
}
