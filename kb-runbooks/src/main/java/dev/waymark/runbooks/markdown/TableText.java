package dev.waymark.runbooks.markdown;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;

/** How GitHub cuts a table's line into cells: at every {@code |} without a backslash before it. */
final class TableText {
  private TableText() {}

  /** The spans between the pipes, white space included. */
  static List<SourceSpan> cells(SourceFile file, SourceSpan line) {
    String text = file.text();
    int end = line.end();
    int cellStart = line.start();
    while (cellStart < end && Character.isWhitespace(text.charAt(cellStart))) {
      cellStart++;
    }
    if (cellStart < end && text.charAt(cellStart) == '|') {
      cellStart++;
    }
    List<SourceSpan> cells = new ArrayList<>();
    for (int at = cellStart; at < end; at++) {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (text.charAt(at) == '|') {
        cells.add(new SourceSpan(cellStart, at));
        cellStart = at + 1;
      }
    }
    if (!text.substring(cellStart, end).isBlank()) {
      cells.add(new SourceSpan(cellStart, end));
    }
    return cells;
  }

  /** The text with its pipes as they are meant; each stands where its backslash does. */
  static Excerpt unescapePipes(SourceFile file, SourceSpan span) {
    String text = file.text(span);
    if (!text.contains("\\|")) {
      return Excerpt.of(file, span);
    }
    StringBuilder result = new StringBuilder(text.length());
    int[] offsets = new int[text.length() + 1];
    for (int at = 0; at < text.length(); at++) {
      offsets[result.length()] = span.start() + at;
      at += text.startsWith("\\|", at) ? 1 : 0;
      result.append(text.charAt(at));
    }
    offsets[result.length()] = span.end();
    return Excerpt.mapped(result.toString(), java.util.Arrays.copyOf(offsets, result.length() + 1));
  }
}
