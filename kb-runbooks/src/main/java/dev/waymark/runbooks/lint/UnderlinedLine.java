package dev.waymark.runbooks.lint;

import dev.waymark.model.source.Position;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;

/**
 * The line on which a span begins, and what stands under it. A span that goes on in later lines is
 * underlined as far as this one; a very long line is cut on both sides of the span.
 *
 * @param indent what stands under the text before the span: as wide, tabs as tabs
 * @param carets at least one
 */
record UnderlinedLine(String text, String indent, String carets) {
  private static final int LONGEST = 120;
  private static final int BEFORE = 40;
  private static final String CUT = "…";

  static UnderlinedLine of(SourceFile file, SourceSpan span) {
    Position start = file.position(span.start());
    String line = file.line(start.line());
    int from = Math.min(start.column() - 1, line.length());
    int length = Math.max(0, span.end() - span.start());
    int to = Math.max(from, (int) Math.min((long) from + length, line.length()));
    if (line.length() <= LONGEST) {
      return underline("", line, from, to, "");
    }
    int shown = Math.max(0, Math.min(from - BEFORE, line.length() - LONGEST));
    int first = wholeCharacter(line, shown);
    int last = wholeCharacter(line, shown + LONGEST);
    return underline(
        first > 0 ? CUT : "",
        line.substring(first, last),
        from - first,
        Math.min(to, last) - first,
        last < line.length() ? CUT : "");
  }

  /** The same offset, or the one before, if it would cut a character into halves. */
  private static int wholeCharacter(String line, int at) {
    boolean half =
        at > 0
            && at < line.length()
            && Character.isLowSurrogate(line.charAt(at))
            && Character.isHighSurrogate(line.charAt(at - 1));
    return half ? at - 1 : at;
  }

  private static UnderlinedLine underline(
      String before, String line, int from, int to, String behind) {
    StringBuilder text = new StringBuilder(before);
    StringBuilder indent = new StringBuilder(" ".repeat(before.length()));
    int carets = 0;
    int at = 0;
    while (at < line.length()) {
      int c = line.codePointAt(at);
      VisibleText.append(text, c);
      if (at < from) {
        indent.append(c == '\t' ? "\t" : " ".repeat(width(c)));
      } else if (at < to) {
        carets += width(c);
      }
      at += Character.charCount(c);
    }
    return new UnderlinedLine(text + behind, indent.toString(), "^".repeat(Math.max(1, carets)));
  }

  /** How many columns of a terminal a character takes. */
  private static int width(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> isWide(c) ? 2 : 1;
    };
  }

  /** East Asian scripts, full-width forms and pictures. */
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0xA4CF)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0x1F300 && c <= 0x1FAFF)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }
}
