package dev.waymark.runbooks.markdown;

import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;

/** Takes text out of a list item or quote without the white space that puts it there. */
final class Outdent {
  private Outdent() {}

  /**
   * @param indent how many columns to take away from each line but the first, as far as they are
   *     blank
   */
  static String text(SourceFile file, SourceSpan span, int indent) {
    String text = file.text(span);
    if ((indent == 0 && text.indexOf('\r') < 0) || text.indexOf('\n') < 0) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int lineEnd = text.indexOf('\n', at);
      int next = lineEnd < 0 ? text.length() : lineEnd + 1;
      int end = lineEnd < 0 ? text.length() : lineEnd;
      boolean carriageReturn = lineEnd > at && text.charAt(lineEnd - 1) == '\r';
      result.append(text, at, carriageReturn ? end - 1 : end);
      if (lineEnd >= 0) {
        result.append('\n');
      }
      at = skipBlanks(text, next, indent);
    }
    return result.toString();
  }

  private static int skipBlanks(String text, int from, int columns) {
    int at = from;
    int column = 0;
    while (at < text.length() && column < columns) {
      char c = text.charAt(at);
      if (c != ' ' && c != '\t') {
        break;
      }
      column += c == '\t' ? 4 - column % 4 : 1;
      at++;
    }
    return at;
  }
}
