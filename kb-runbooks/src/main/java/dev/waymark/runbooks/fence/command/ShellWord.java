package dev.waymark.runbooks.fence.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A word of a command line, as a POSIX shell cuts it.
 *
 * @param value without its quotes
 * @param start offset of its first character
 * @param end offset after its last one
 */
public record ShellWord(String value, int start, int end) {
  private static final Pattern NEEDS_NO_QUOTES =
      Pattern.compile("(?:--?[A-Za-z-]+=)?[A-Za-z0-9._:/-]+");

  /** Cuts a text; empty if a quote isn't closed. Nothing is expanded, comments are left out. */
  public static Optional<List<ShellWord>> split(String text) {
    return new Cutter(text).cut();
  }

  /** A value as a word that a shell reads as just that value. */
  public static String quote(String value) {
    return NEEDS_NO_QUOTES.matcher(value).matches()
        ? value
        : "'" + value.replace("'", "'\\''") + "'";
  }

  private static final class Cutter {
    private final String text;
    private final List<ShellWord> words = new ArrayList<>();
    private int at;

    Cutter(String text) {
      this.text = text;
    }

    Optional<List<ShellWord>> cut() {
      while (true) {
        skipSpace();
        if (at == text.length()) {
          return Optional.of(words);
        }
        int start = at;
        var value = new StringBuilder();
        if (!word(value)) {
          return Optional.empty();
        }
        words.add(new ShellWord(value.toString(), start, at));
      }
    }

    private void skipSpace() {
      while (at < text.length()) {
        if (Character.isWhitespace(text.charAt(at))) {
          at++;
        } else if (text.startsWith("\\\n", at)) {
          at += 2;
        } else if (text.charAt(at) == '#') {
          int end = text.indexOf('\n', at);
          at = end < 0 ? text.length() : end;
        } else {
          return;
        }
      }
    }

    private boolean word(StringBuilder value) {
      while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
        char c = text.charAt(at++);
        boolean closed =
            switch (c) {
              case '\'' -> quoted(value);
              case '"' -> doubleQuoted(value);
              case '\\' -> escaped(value);
              default -> {
                value.append(c);
                yield true;
              }
            };
        if (!closed) {
          return false;
        }
      }
      return true;
    }

    private boolean quoted(StringBuilder value) {
      int end = text.indexOf('\'', at);
      if (end < 0) {
        return false;
      }
      value.append(text, at, end);
      at = end + 1;
      return true;
    }

    private boolean doubleQuoted(StringBuilder value) {
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == '"') {
          return true;
        }
        boolean escape =
            c == '\\' && at < text.length() && "\\\"$`\n".indexOf(text.charAt(at)) >= 0;
        if (!escape) {
          value.append(c);
        } else if (text.charAt(at++) != '\n') {
          value.append(text.charAt(at - 1));
        }
      }
      return false;
    }

    private boolean escaped(StringBuilder value) {
      if (at < text.length() && text.charAt(at++) != '\n') {
        value.append(text.charAt(at - 1));
      }
      return true;
    }
  }
}
