package dev.waymark.runbooks.write;

import java.util.List;

/** A difference as people read it in expectations: line ends as in the texts. */
final class UnifiedDiff {
  private static final String NO_LINE_END = "\\ No newline at end of file\n";

  private UnifiedDiff() {}

  /** The hunks alone; empty if nothing differs. */
  static String of(TextDiff diff) {
    StringBuilder text = new StringBuilder();
    for (TextDiff.Hunk hunk : diff.hunks()) {
      text.append("@@ -").append(range(hunk.oldStart(), hunk.lines(), TextDiff.Kind.ADDED));
      text.append(" +").append(range(hunk.newStart(), hunk.lines(), TextDiff.Kind.REMOVED));
      text.append(" @@\n");
      for (TextDiff.Line line : hunk.lines()) {
        text.append(mark(line.kind())).append(line.text());
        if (!line.text().endsWith("\n")) {
          text.append('\n').append(NO_LINE_END);
        }
      }
    }
    return text.toString();
  }

  private static char mark(TextDiff.Kind kind) {
    return switch (kind) {
      case SAME -> ' ';
      case REMOVED -> '-';
      case ADDED -> '+';
    };
  }

  /** An empty range stands behind the line before it. */
  private static String range(int start, List<TextDiff.Line> lines, TextDiff.Kind but) {
    long count = lines.stream().filter(line -> line.kind() != but).count();
    return (count == 0 ? start - 1 : start) + "," + count;
  }
}
