package dev.waymark.runbooks.run;

/** What people write into a run: bounded, and such that every store can keep it. */
final class Texts {
  static final int LONGEST = 10_000;
  private static final int LONGEST_QUOTE = 80;

  private Texts() {}

  /** Whether it is text: no NUL, and every surrogate in its pair. */
  static boolean isStorable(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
  }

  /** A text for a message, cut where it is long. */
  static String quoted(String text) {
    String cut = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
    return '“' + cut + '”';
  }
}
