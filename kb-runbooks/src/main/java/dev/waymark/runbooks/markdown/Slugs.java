package dev.waymark.runbooks.markdown;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Names the headings of one file as GitHub does, so that links to them work there too. */
public final class Slugs {
  /** How often each slug was wanted again. */
  private final Map<String, Integer> repeats = new HashMap<>();

  /** The slug of a heading's words, made unique by {@code -1}, {@code -2}, … */
  String next(String words) {
    String wanted = slug(words);
    String unique = wanted;
    int repeat = repeats.getOrDefault(wanted, 0);
    while (repeats.containsKey(unique)) {
      repeat++;
      unique = wanted + "-" + repeat;
    }
    repeats.put(wanted, repeat);
    repeats.put(unique, unique.equals(wanted) ? repeat : 0);
    return unique;
  }

  /** The slug of a heading that no other heading of the file repeats. */
  public static String slug(String words) {
    StringBuilder slug = new StringBuilder(words.length());
    words
        .strip()
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(
            character -> {
              if (character == ' ') {
                slug.append('-');
              } else if (character == '-' || isOfWord(character)) {
                slug.appendCodePoint(character);
              }
            });
    return slug.toString();
  }

  private static boolean isOfWord(int character) {
    return switch (Character.getType(character)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          true;
      default -> Character.isAlphabetic(character);
    };
  }
}
