package dev.waymark.runbooks.compile;

import java.util.function.IntPredicate;

/** Looks for places of a script that a POSIX shell reads outside of quotes and comments. */
final class Unquoted {
  private Unquoted() {}

  /** The first such place from one on that a test is true of; or -1. */
  static int find(String script, int from, IntPredicate test) {
    return find(script, from, test, at -> false);
  }

  /**
   * The same, for what a shell also reads in double quotes.
   *
   * @param inDoubleQuotes the test of places there
   */
  static int find(String script, int from, IntPredicate test, IntPredicate inDoubleQuotes) {
    boolean wordBegins = true;
    int at = from;
    while (at < script.length()) {
      char c = script.charAt(at);
      if (c == '\\') {
        at += 2;
        wordBegins = false;
        continue;
      }
      if (c == '#' && wordBegins) {
        int line = script.indexOf('\n', at);
        at = line < 0 ? script.length() : line;
        continue;
      }
      if (test.test(at)) {
        return at;
      }
      if (c == '\'' || c == '"') {
        int end = closing(script, at);
        for (int inner = at + 1; c == '"' && inner < end; inner++) {
          if (script.charAt(inner) == '\\') {
            inner++;
          } else if (inDoubleQuotes.test(inner)) {
            return inner;
          }
        }
        at = end;
      }
      wordBegins = Character.isWhitespace(c);
      at++;
    }
    return -1;
  }

  /** Where a quote ends; a backslash in front of the last one is a path's, as in Windows. */
  private static int closing(String script, int open) {
    char quote = script.charAt(open);
    for (int at = open + 1; at < script.length(); at++) {
      if (quote == '"' && script.charAt(at) == '\\') {
        at++;
      } else if (script.charAt(at) == quote) {
        return at;
      }
    }
    int last = script.indexOf(quote, open + 1);
    return last < 0 ? script.length() : last;
  }
}
