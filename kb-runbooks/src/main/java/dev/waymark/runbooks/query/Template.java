package dev.waymark.runbooks.query;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with {@code ${name}} in it. */
final class Template {
  private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  /**
   * What a value may be that stands in the middle of other text, whose syntax nobody here knows.
   */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}._:/-]*");

  private Template() {}

  static boolean hasNames(String text) {
    return NAME.matcher(text).find();
  }

  /** Whether the text is one name and nothing else. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * The text with its values.
   *
   * @param encoded the value of a name, encoded for the place
   */
  static String fill(String text, UnaryOperator<String> encoded) {
    return NAME.matcher(text)
        .replaceAll(name -> Matcher.quoteReplacement(encoded.apply(name.group(1))));
  }

  /**
   * Text that is one value at its place, such as an argument. A value that is all of it may be
   * anything that {@code whole} lets pass; one in the middle of other text is kept plain, since
   * that text may be an expression.
   */
  static String fillOne(String text, Values values, UnaryOperator<String> whole) {
    if (isName(text)) {
      return whole.apply(text);
    }
    return fill(text, name -> plain(name, values.text(name)));
  }

  private static String plain(String name, String value) {
    if (PLAIN.matcher(value).matches()) {
      return value;
    }
    throw refused(
        name, "stands in the middle of other text, where only letters, digits and ._:/- may");
  }

  static UnboundException refused(String name, String why) {
    return new UnboundException(
        "`" + name + "` " + why,
        "Look by hand what this step asks, then take a branch and say why.");
  }
}
