package dev.waymark.model.source;

import java.util.Random;

/**
 * Writes texts that a regular expression may match. It reads what {@link SecretShapes} use; what
 * stands in a look-around is not looked at, so that not every text does match.
 */
final class PatternSamples {
  private static final String ANY =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .:;,=&?/+-_~%#\"'@$|()<>\n\t";

  private final Random random;
  private String pattern = "";
  private int at;

  PatternSamples(long seed) {
    this.random = new Random(seed);
  }

  /** One text. */
  String of(String pattern) {
    this.pattern = pattern;
    this.at = 0;
    String sample = alternatives();
    if (at < pattern.length()) {
      throw new IllegalArgumentException("not read from " + at + ": " + pattern);
    }
    return sample;
  }

  private String alternatives() {
    String chosen = sequence();
    for (int read = 2; at < pattern.length() && pattern.charAt(at) == '|'; read++) {
      at++;
      String another = sequence();
      chosen = random.nextInt(read) == 0 ? another : chosen;
    }
    return chosen;
  }

  private String sequence() {
    StringBuilder text = new StringBuilder();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      int begin = at;
      String first = atom();
      int end = at;
      int[] times = times();
      int behind = at;
      int count = times[0] + random.nextInt(times[1] - times[0] + 1);
      for (int i = 0; i < count; i++) {
        at = begin;
        text.append(i == 0 ? first : atom());
        at = end;
      }
      at = behind;
    }
    return text.toString();
  }

  /** The least and the greatest number of times that an atom stands here. */
  private int[] times() {
    int[] times = {1, 1};
    if (at < pattern.length()) {
      switch (pattern.charAt(at)) {
        case '?' -> times = upTo(0, 1, at + 1);
        case '*' -> times = upTo(0, 3, at + 1);
        case '+' -> times = upTo(1, 3, at + 1);
        case '{' -> {
          int end = pattern.indexOf('}', at);
          String[] written = pattern.substring(at + 1, end).split(",", -1);
          int least = Integer.parseInt(written[0]);
          int most = least;
          if (written.length == 2) {
            most = written[1].isEmpty() ? least + 3 : Integer.parseInt(written[1]);
          }
          times = upTo(least, Math.min(most, least + 50), end + 1);
        }
        default -> {}
      }
    }
    return times;
  }

  private int[] upTo(int least, int most, int behind) {
    at = behind;
    if (at < pattern.length() && pattern.charAt(at) == '?') {
      at++;
    }
    return new int[] {least, most};
  }

  private String atom() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> oneOf();
      case '\\' -> escape(pattern.charAt(at++));
      default -> String.valueOf(c);
    };
  }

  private String group() {
    boolean looksAround =
        pattern.startsWith("?=", at)
            || pattern.startsWith("?!", at)
            || pattern.startsWith("?<!", at)
            || pattern.startsWith("?<=", at);
    if (pattern.startsWith("?i)", at) || pattern.startsWith("?-i)", at)) {
      at = pattern.indexOf(')', at) + 1;
      return "";
    }
    if (looksAround || pattern.startsWith("?:", at)) {
      at += pattern.startsWith("?<", at) ? 3 : 2;
    } else if (pattern.startsWith("?<", at)) {
      at = pattern.indexOf('>', at) + 1;
    }
    String text = alternatives();
    at++;
    return looksAround ? "" : text;
  }

  /** A character of a class such as {@code [A-Za-z_]}, which Java's own expressions decide on. */
  private String oneOf() {
    int begin = at - 1;
    while (pattern.charAt(at) != ']') {
      at += pattern.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
    return matching(pattern.substring(begin, at));
  }

  private String escape(char c) {
    return switch (c) {
      case 'b' -> "";
      case 'd', 's', 'S', 'w' -> matching("\\" + c);
      default -> String.valueOf(c);
    };
  }

  private String matching(String oneOf) {
    while (true) {
      String c = String.valueOf(ANY.charAt(random.nextInt(ANY.length())));
      if (c.matches(oneOf)) {
        return c;
      }
    }
  }
}
