package dev.waymark.runbooks.lint;

/** Text with a sign for each character that has none, so that it stays on its line. */
final class VisibleText {
  private VisibleText() {}

  /** Tabs and line ends become spaces. */
  static String of(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(visible, isBlank(c) ? ' ' : c));
    return visible.toString();
  }

  /** Appends a character or the sign for it; a tab stays a tab. */
  static void append(StringBuilder visible, int c) {
    if (c == '\t' || !isInvisible(c)) {
      visible.appendCodePoint(c);
    } else if (c < ' ') {
      visible.appendCodePoint(0x2400 + c);
    } else {
      visible.append('\uFFFD');
    }
  }

  private static boolean isBlank(int c) {
    return c == '\t' || c == '\n' || c == '\r';
  }

  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
