package dev.waymark.runbooks.write;

import static java.util.Objects.requireNonNull;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/**
 * How a text differs from an older one, as stretches of lines.
 *
 * @param hunks in the order of the text; none if nothing differs
 */
public record TextDiff(List<Hunk> hunks) {
  private static final int CONTEXT = 3;

  public TextDiff {
    hunks = List.copyOf(hunks);
  }

  /**
   * Lines that belong together.
   *
   * @param oldStart number of the first line in the old text, counted from 1
   * @param newStart number of the first line in the new text
   */
  public record Hunk(int oldStart, int newStart, List<Line> lines) {
    public Hunk {
      lines = List.copyOf(lines);
    }
  }

  /**
   * One line.
   *
   * @param text with its line end, which the last line of a file may lack
   */
  public record Line(Kind kind, String text) {
    public Line {
      requireNonNull(kind);
      requireNonNull(text);
    }

    /** The line without its line end. */
    public String content() {
      return text.endsWith("\r\n")
          ? text.substring(0, text.length() - 2)
          : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
  }

  /** What became of a line. */
  public enum Kind {
    SAME,
    REMOVED,
    ADDED
  }

  /** The difference with up to three lines of context around each change. */
  public static TextDiff of(String before, String after) {
    List<String> oldLines = lines(before);
    List<String> newLines = lines(after);
    Builder builder = new Builder(oldLines);
    DiffUtils.diff(oldLines, newLines).getDeltas().forEach(builder::add);
    return new TextDiff(builder.finish());
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(at, next));
      at = next;
    }
    return lines;
  }

  private static final class Builder {
    private final List<String> oldLines;
    private final List<Hunk> hunks = new ArrayList<>();
    private final List<Line> open = new ArrayList<>();
    private int oldStart;
    private int newStart;

    /** How far the old lines are used up, and how many more lines the new text has until there. */
    private int at;

    private int shift;

    Builder(List<String> oldLines) {
      this.oldLines = oldLines;
    }

    void add(AbstractDelta<String> delta) {
      int position = delta.getSource().getPosition();
      if (open.isEmpty() || position - at > 2 * CONTEXT) {
        close();
        oldStart = Math.max(at, position - CONTEXT);
        newStart = oldStart + shift;
        at = oldStart;
      }
      same(position);
      delta.getSource().getLines().forEach(line -> open.add(new Line(Kind.REMOVED, line)));
      delta.getTarget().getLines().forEach(line -> open.add(new Line(Kind.ADDED, line)));
      at += delta.getSource().size();
      shift += delta.getTarget().size() - delta.getSource().size();
    }

    private void same(int until) {
      oldLines.subList(at, until).forEach(line -> open.add(new Line(Kind.SAME, line)));
      at = until;
    }

    private void close() {
      if (!open.isEmpty()) {
        same(Math.min(at + CONTEXT, oldLines.size()));
        hunks.add(new Hunk(oldStart + 1, newStart + 1, open));
        open.clear();
      }
    }

    List<Hunk> finish() {
      close();
      return hunks;
    }
  }
}
