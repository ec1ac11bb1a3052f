package dev.waymark.cli;

/** Text of entries and answers on its way to a terminal. */
final class Printable {

  private Printable() {}

  /** Shows control characters instead of sending them: they could move the cursor, and lie. */
  static String of(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n' || c == '\t' || !isControl(c)) {
                printable.appendCodePoint(c);
              } else if (c < ' ') {
                printable.appendCodePoint(0x2400 + c);
              } else {
                printable.append('\ufffd');
              }
            });
    return printable.toString();
  }

  /** Line ends and tabs too: for what must stay on its line. */
  static String line(String text) {
    return of(text.replace("\r\n", " ").replace('\n', ' ').replace('\t', ' '));
  }

  private static boolean isControl(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
