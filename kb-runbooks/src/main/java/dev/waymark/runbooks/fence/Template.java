package dev.waymark.runbooks.fence;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Text with {@code ${name}} in it, which values replace. */
public final class Template {
  private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  /**
   * What a value may be that stands in the middle of other text, whose syntax nobody here knows.
   */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}._:/-]*");

  private static final Pattern DOT_SEGMENT =
      Pattern.compile("(?<=/)\\.{1,2}(?![^/\\s'\"])|(?<![^\\s'\"=])\\.{1,2}(?=/)");

  private Template() {}

  /** Whether any name is in it. */
  public static boolean hasNames(String text) {
    return NAME.matcher(text).find();
  }

  /** The names in it, in its order. */
  public static Stream<String> names(String text) {
    return NAME.matcher(text).results().map(name -> name.group(1));
  }

  /** Whether the text is one name and nothing else. */
  private static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * The text with its values.
   *
   * @param encoded the value of a name, encoded for the place
   */
  public static String fill(String text, UnaryOperator<String> encoded) {
    return NAME.matcher(text)
        .replaceAll(name -> Matcher.quoteReplacement(encoded.apply(name.group(1))));
  }

  /**
   * Text that is one value at its place, such as an argument. A value that is all of it may be
   * anything that {@code whole} lets pass; one in the middle of other text is kept plain, since
   * that text may be an expression.
   */
  public static String fillOne(String text, RunValues values, UnaryOperator<String> whole) {
    return isName(text) ? whole.apply(text) : fillPlain(text, values);
  }

  /** Text in which values are plain; behind a slash, each is one segment of a path. */
  public static String fillPlain(String text, RunValues values) {
    StringBuilder filled = new StringBuilder();
    Matcher hole = NAME.matcher(text);
    int copied = 0;
    while (hole.find()) {
      filled.append(text, copied, hole.start());
      String name = hole.group(1);
      String value = plain(name, values.text(name));
      if (isBehindSlash(filled) && (value.isEmpty() || value.indexOf('/') >= 0)) {
        throw refused(name, "is one part of a path, where it can't be empty or hold a /");
      }
      filled.append(value);
      copied = hole.end();
    }
    filled.append(text, copied, text.length());
    if (dotSegments(filled.toString()) > dotSegments(text)) {
      throw new UnboundException(
          "“" + filled + "” would lead elsewhere: a part of a path can't be `.` or `..`",
          "Look by hand what this step asks, then take a branch and say why.");
    }
    return filled.toString();
  }

  /** Whether a slash stands in the word that a text ends with. */
  private static boolean isBehindSlash(CharSequence text) {
    int at = text.length();
    while (at > 0 && " \t\n\r'\"`,;=()[]{}<>|&".indexOf(text.charAt(at - 1)) < 0) {
      at--;
      if (text.charAt(at) == '/') {
        return true;
      }
    }
    return false;
  }

  private static long dotSegments(String text) {
    return DOT_SEGMENT.matcher(text).results().count();
  }

  private static String plain(String name, String value) {
    if (PLAIN.matcher(value).matches()) {
      return value;
    }
    throw refused(
        name, "stands in the middle of other text, where only letters, digits and ._:/- may");
  }

  /** Says that a value can't stand where its name stands. */
  public static UnboundException refused(String name, String why) {
    return new UnboundException(
        "`" + name + "` " + why,
        "Look by hand what this step asks, then take a branch and say why.");
  }
}
