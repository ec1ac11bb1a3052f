package dev.waymark.server.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Cuts text into the words that tell symptoms apart. Identifiers count whole and in their parts, so
 * that {@code BackendConnectionFailure} is found by "connection failure"; what differs from one
 * occurrence of an error to the next, such as times, ids and addresses, doesn't count.
 */
final class SymptomWords {
  private static final int LONGEST_WORD = 64;

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_]+");
  private static final Pattern BETWEEN_PARTS =
      Pattern.compile("_+|(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

  /** GUIDs, times, IP addresses, long hexadecimal: different each time. */
  private static final Pattern NOISE =
      Pattern.compile(
          "\\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\\b"
              + "|\\b\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?)?Z?\\b"
              + "|\\b\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?\\b"
              + "|\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5})?\\b"
              + "|\\b(?=[0-9a-fA-F]*\\d)[0-9a-fA-F]{12,}\\b");

  /** A status code tells much; other numbers tell nothing. */
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d");

  private static final Set<String> COMMON =
      Set.of(
          "a", "all", "an", "and", "any", "are", "as", "at", "be", "because", "been", "but", "by",
          "can", "did", "do", "does", "for", "from", "had", "has", "have", "how", "i", "if", "in",
          "is", "it", "its", "of", "on", "one", "or", "our", "so", "some", "than", "that", "the",
          "then", "there", "this", "to", "was", "we", "were", "what", "when", "which", "while",
          "will", "with", "you", "your");

  private SymptomWords() {}

  /** The words in the order of the text, in lower case. */
  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    for (String raw : BETWEEN_WORDS.split(NOISE.matcher(text).replaceAll(" "))) {
      add(words, raw);
      String[] parts = BETWEEN_PARTS.split(raw);
      if (parts.length > 1) {
        for (String part : parts) {
          add(words, part);
        }
      }
    }
    return words;
  }

  /** The text with nothing but its words, to look for whole phrases. */
  static String phrase(String text) {
    StringBuilder out = new StringBuilder(" ");
    for (String raw : BETWEEN_WORDS.split(NOISE.matcher(text).replaceAll(" "))) {
      if (!raw.isEmpty()) {
        out.append(raw.toLowerCase(Locale.ROOT)).append(' ');
      }
    }
    return out.toString();
  }

  private static void add(List<String> words, String raw) {
    String word = raw.toLowerCase(Locale.ROOT);
    boolean isIdleNumber = NUMBER.matcher(word).matches() && !STATUS.matcher(word).matches();
    if (word.length() < 2
        || word.length() > LONGEST_WORD
        || COMMON.contains(word)
        || isIdleNumber) {
      return;
    }
    words.add(stem(word));
  }

  /** Brings plural and singular together; cruder than a dictionary, and the same both times. */
  private static String stem(String word) {
    if (word.length() > 4 && word.endsWith("ies")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    if (word.length() > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us")) {
      return word.substring(0, word.length() - 1);
    }
    return word;
  }
}
