package dev.waymark.model.value;

/** A part of a value in a message. */
final class ValueExcerpt {
  private static final int LONGEST = 60;

  private ValueExcerpt() {}

  /** In one line, however long and whatever it holds. */
  static String of(String part) {
    String plain =
        part.codePoints()
            .limit(LONGEST)
            .map(ValueExcerpt::visible)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return "`" + plain + (part.codePointCount(0, part.length()) > LONGEST ? "…" : "") + "`";
  }

  private static int visible(int c) {
    int type = Character.getType(c);
    boolean hidden =
        Character.isISOControl(c)
            || type == Character.FORMAT
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR
            || type == Character.SURROGATE;
    return hidden || c == '`' ? '\uFFFD' : c;
  }
}
