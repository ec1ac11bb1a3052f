package dev.waymark.kql.value;

import java.util.Locale;

/**
 * Searching in text: whole, by part, and by term, which is a run of letters and digits. Case is
 * ignored by folding single characters, so that no text changes its length.
 */
public final class Terms {
  private Terms() {}

  public static boolean contains(String text, String part, boolean caseSensitive) {
    if (caseSensitive) {
      return text.contains(part);
    }
    for (int i = 0; i <= text.length() - part.length(); i++) {
      if (text.regionMatches(true, i, part, 0, part.length())) {
        return true;
      }
    }
    return false;
  }

  public static boolean startsWith(String text, String part, boolean caseSensitive) {
    return text.regionMatches(!caseSensitive, 0, part, 0, part.length());
  }

  public static boolean endsWith(String text, String part, boolean caseSensitive) {
    return text.length() >= part.length()
        && text.regionMatches(
            !caseSensitive, text.length() - part.length(), part, 0, part.length());
  }

  public static boolean equal(String left, String right, boolean caseSensitive) {
    return caseSensitive ? left.equals(right) : left.equalsIgnoreCase(right);
  }

  /** Whether a part stands in a text with the bounds of terms where they're asked for. */
  public static boolean has(
      String text, String part, boolean caseSensitive, boolean startsTerm, boolean endsTerm) {
    if (part.isEmpty()) {
      return true;
    }
    boolean boundedStart = startsTerm && isTerm(part.charAt(0));
    boolean boundedEnd = endsTerm && isTerm(part.charAt(part.length() - 1));
    char first = folded(part.charAt(0));
    for (int i = 0; i <= text.length() - part.length(); i++) {
      if (folded(text.charAt(i)) == first
          && text.regionMatches(!caseSensitive, i, part, 0, part.length())
          && !(boundedStart && i > 0 && isTerm(text.charAt(i - 1)))
          && !(boundedEnd
              && i + part.length() < text.length()
              && isTerm(text.charAt(i + part.length())))) {
        return true;
      }
    }
    return false;
  }

  /** As {@link String#regionMatches(boolean, int, String, int, int)} folds a character. */
  private static char folded(char c) {
    if (c < 128) {
      return c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c;
    }
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  private static boolean isTerm(char c) {
    return Character.isLetterOrDigit(c);
  }

  public static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
