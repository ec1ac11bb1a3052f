package dev.waymark.runbooks.markdown;

import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import java.util.Arrays;
import java.util.Optional;

/**
 * Looks once over a text, from start to end, for what would keep the Markdown parser busy for
 * longer than its size explains: it is quadratic or worse in some marks, and recursive in nesting.
 * Real articles stay far below each bound.
 */
final class Bounds {
  static final int MAX_BYTES = 256 * 1024;
  static final int MAX_LINE = 16 * 1024;
  static final int MAX_DEPTH = 48;
  static final int MAX_PIPES = 256;
  static final int MAX_RUN = 256;

  /** Marks of one kind without a blank line between. */
  static final int MAX_MARKS = 1_500;

  /** Pipes without a blank line between: the parser is quadratic in the rows of a table. */
  static final int MAX_TABLE_PIPES = 3_000;

  /** Lines without a blank one between: the parser is quadratic in those of a quoted paragraph. */
  static final int MAX_LINES = 4_000;

  /**
   * What the parser makes objects of, up to about a kilobyte each: lines, list items and quotes,
   * cells of tables, marks. An article of the largest size has a tenth.
   */
  static final int MAX_PARTS = 40_000;

  /** For each ASCII character that costs the parser more than others, a number from 1. */
  private static final byte[] KINDS = kinds("[<`*_~!&\\");

  private final SourceFile file;
  private final String text;
  private final int[] marks = new int[16];
  private int bytes;
  private int tablePipes;
  private int lines;
  private int parts;

  private Bounds(SourceFile file) {
    this.file = file;
    this.text = file.text();
  }

  private static byte[] kinds(String marks) {
    byte[] kinds = new byte[128];
    for (int i = 0; i < marks.length(); i++) {
      kinds[marks.charAt(i)] = (byte) (i + 1);
    }
    return kinds;
  }

  /** The first reason not to parse the text. */
  static Optional<Issue> check(SourceFile file) {
    return new Bounds(file).check();
  }

  private Optional<Issue> check() {
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      Optional<Issue> issue = checkLine(at, end);
      if (issue.isPresent()) {
        return issue;
      }
      at = end + 1;
    }
    return Optional.empty();
  }

  private Optional<Issue> checkLine(int start, int end) {
    if (end - start > MAX_LINE) {
      return refuse(
          MarkdownIssue.LINE_TOO_LONG,
          start + MAX_LINE,
          "This line has more than %,d characters".formatted(MAX_LINE),
          "Break the line, or move its contents into a file that the entry links to.");
    }
    int depth = depth(start, end);
    if (depth > MAX_DEPTH) {
      return refuse(
          MarkdownIssue.NESTED_TOO_DEEPLY,
          start,
          "Lists and quotes are nested more than " + MAX_DEPTH + " deep here",
          "Flatten them: an entry that people read at night needs two or three levels.");
    }
    // A list and its item, or a quote.
    parts += 1 + 2 * depth;
    Optional<Issue> issue = checkCharacters(start, end);
    return issue.isEmpty() && parts > MAX_PARTS ? refuseParts(start) : issue;
  }

  private Optional<Issue> refuseParts(int at) {
    return refuse(
        MarkdownIssue.TOO_MUCH_WORK,
        at,
        "The Markdown up to here has more than %,d lines, list items, cells and marks"
            .formatted(MAX_PARTS),
        "Split the entry, or put program output into files that it links to.");
  }

  private Optional<Issue> checkCharacters(int start, int end) {
    boolean blank = true;
    int pipes = 0;
    int run = 0;
    char before = '\n';
    for (int at = start; at < end; at++) {
      char c = text.charAt(at);
      run = c == before ? run + 1 : 1;
      before = c;
      bytes += utf8Length(c);
      blank &= c == ' ' || c == '\t' || c == '\r';
      pipes += c == '|' ? 1 : 0;
      parts += c == '|' || (c < KINDS.length && KINDS[c] > 0) ? 1 : 0;
      if (c == 0 || isHiddenDirection(c)) {
        return refuseInvisible(c, at);
      }
      if (isTooMany(c, run) || pipes > MAX_PIPES || tablePipes + pipes > MAX_TABLE_PIPES) {
        return refuseMarks(c, at, pipes);
      }
    }
    bytes++;
    tablePipes += pipes;
    lines++;
    if (blank) {
      Arrays.fill(marks, 0);
      tablePipes = 0;
      lines = 0;
    }
    if (lines > MAX_LINES) {
      return refuse(
          MarkdownIssue.TOO_MANY_LINES,
          start,
          "There are more than %,d lines here without a blank line".formatted(MAX_LINES),
          "Put program output into a file beside the entry, or split it by blank lines.");
    }
    return bytes - 1 > MAX_BYTES ? refuseSize(start) : Optional.empty();
  }

  private static int utf8Length(char c) {
    if (c < 0x80) {
      return 1;
    }
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }

  private boolean isTooMany(char c, int run) {
    int mark = c < KINDS.length ? KINDS[c] : 0;
    if (mark == 0) {
      return false;
    }
    marks[mark]++;
    return marks[mark] > MAX_MARKS || (run > MAX_RUN && c != '!');
  }

  private Optional<Issue> refuseInvisible(char c, int at) {
    if (c == 0) {
      return refuse(
          MarkdownIssue.NUL_CHARACTER,
          at,
          "There is a NUL character here",
          "Remove it, and save the file as plain UTF-8 text.");
    }
    return refuse(
        MarkdownIssue.HIDDEN_DIRECTION,
        at,
        "An invisible character (U+%04X) changes the direction of the text here".formatted((int) c),
        "Remove it: with it, a command can read otherwise than it runs.");
  }

  private Optional<Issue> refuseMarks(char c, int at, int pipes) {
    return refuse(
        MarkdownIssue.TOO_MANY_MARKS,
        at,
        "There are too many %s in one %s to read this as Markdown"
            .formatted(c, pipes > MAX_PIPES ? "line" : "paragraph"),
        "Put program output into a file beside the entry, or split it by blank lines.");
  }

  private Optional<Issue> refuseSize(int at) {
    return refuse(
        MarkdownIssue.TOO_LARGE,
        at,
        "The file is larger than " + MAX_BYTES / 1024 + " KiB",
        "Split the entry, or move data into files that it links to.");
  }

  /** How deep a line may stand in lists and quotes, judged by its first characters alone. */
  private int depth(int start, int end) {
    int depth = 0;
    int columns = 0;
    int at = start;
    while (at < end) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t') {
        columns += c == '\t' ? 4 : 1;
        at++;
      } else if (c == '>') {
        depth++;
        at++;
      } else {
        int marker = listMarker(at, end);
        if (marker == 0) {
          return depth;
        }
        depth += 1 + columns / 2;
        columns = 0;
        at += marker;
      }
    }
    return depth;
  }

  private int listMarker(int at, int end) {
    int next = at;
    while (next < end && next - at < 9 && isDigit(text.charAt(next))) {
      next++;
    }
    if (next >= end) {
      return 0;
    }
    char c = text.charAt(next);
    boolean marker = next > at ? c == '.' || c == ')' : c == '-' || c == '+' || c == '*';
    boolean spaced = next + 1 >= end || Character.isWhitespace(text.charAt(next + 1));
    return marker && spaced ? next + 1 - at : 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHiddenDirection(char c) {
    return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
  }

  private Optional<Issue> refuse(MarkdownIssue code, int at, String message, String hint) {
    SourceSpan span = new SourceSpan(at, Math.min(at + 1, text.length()));
    return Optional.of(new Issue(code, file, span, message, hint));
  }
}
