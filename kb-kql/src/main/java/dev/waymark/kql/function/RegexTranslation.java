package dev.waymark.kql.function;

import dev.waymark.kql.value.Refusal;
import java.util.regex.Pattern;

/** From the regular expressions of Kusto, whose classes are those of Unicode, to those of RE2. */
final class RegexTranslation {
  /** Letters, marks, digits and connectors; of what is alphabetic, RE2 lacks some symbols. */
  private static final String WORD =
      "\\p{L}\\p{M}\\p{Nl}\\p{Nd}\\p{Pc}\\x{200c}\\x{200d}\\x{24b6}-\\x{24e9}"
          + "\\x{1f130}-\\x{1f149}\\x{1f150}-\\x{1f169}\\x{1f170}-\\x{1f189}";

  private static final String SPACE = "\\s\\x{0b}\\x{85}\\p{Z}";

  /** All between what is white space. */
  private static final String NO_SPACE =
      "\\x{00}-\\x{08}\\x{0e}-\\x{1f}\\x{21}-\\x{84}\\x{86}-\\x{9f}\\x{a1}-\\x{167f}"
          + "\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}"
          + "\\x{2060}-\\x{2fff}\\x{3001}-\\x{10ffff}";

  private static final Pattern REPEAT = Pattern.compile("\\{\\d+(?:,\\d*)?\\}");
  private static final Pattern HEX = Pattern.compile("[uU]\\{([0-9A-Fa-f]+)\\}");
  private static final Pattern HEX_DIGITS = Pattern.compile("u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})");
  private static final Pattern BOUND = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\[bB]");
  private static final Pattern LOOKS_AROUND = Pattern.compile("\\(\\?(?:[=!]|<[=!])");
  private static final Pattern UNKNOWN_TO_RE2 =
      Pattern.compile("\\\\[pP]|\\(\\?[a-zA-Z]*[xRu-]|[*+?}][*+]|\\{\\d{4,}|\\\\[0-7]");

  private final String regex;
  private final StringBuilder result = new StringBuilder();
  private int at;

  RegexTranslation(String regex) {
    this.regex = regex;
  }

  /** Whether Kusto may know an expression that RE2 refuses. */
  static boolean mayBeKnown(String regex) {
    return !LOOKS_AROUND.matcher(regex).find() && UNKNOWN_TO_RE2.matcher(regex).find();
  }

  static boolean hasWordBound(String regex) {
    return BOUND.matcher(regex).find();
  }

  /** Whether a character is a part of a word, as Unicode has it. */
  static boolean isWord(int c) {
    return Character.isAlphabetic(c)
        || switch (Character.getType(c)) {
          case Character.NON_SPACING_MARK,
              Character.ENCLOSING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.DECIMAL_DIGIT_NUMBER,
              Character.CONNECTOR_PUNCTUATION ->
              true;
          default -> c == 0x200c || c == 0x200d;
        };
  }

  String translated() {
    while (at < regex.length()) {
      char c = regex.charAt(at);
      if (c == '\\' && at + 1 < regex.length()) {
        at++;
        escape(false);
      } else if (c == '[') {
        result.append(c);
        at++;
        characters();
      } else if (c == '{' && !REPEAT.matcher(regex).region(at, regex.length()).lookingAt()) {
        throw unknown();
      } else {
        result.append(c);
        at++;
      }
    }
    return result.toString();
  }

  private Refusal unknown() {
    return Refusal.unsupported("the regular expression `" + regex + "`");
  }

  /** What stands between brackets, the first of which is passed already. */
  private void characters() {
    if (regex.startsWith("^", at)) {
      result.append('^');
      at++;
    }
    int first = at;
    while (at < regex.length() && (regex.charAt(at) != ']' || at == first)) {
      char c = regex.charAt(at);
      if (regex.startsWith("[:", at) && regex.indexOf(":]", at) > 0) {
        int end = regex.indexOf(":]", at) + 2;
        result.append(regex, at, end);
        at = end;
      } else if (c == '[' || isOfSets()) {
        throw unknown();
      } else if (c == '\\' && at + 1 < regex.length()) {
        at++;
        escape(true);
      } else {
        result.append(c);
        at++;
      }
    }
  }

  /** Intersections and differences of classes. */
  private boolean isOfSets() {
    return regex.startsWith("&&", at) || regex.startsWith("--", at) || regex.startsWith("~~", at);
  }

  /** What stands behind a backslash. */
  private void escape(boolean inClass) {
    char c = regex.charAt(at);
    switch (c) {
      case 'd' -> put("\\p{Nd}");
      case 'D' -> put("\\P{Nd}");
      case 's' -> put(inClass ? SPACE : "[" + SPACE + "]");
      case 'S' -> put(inClass ? NO_SPACE : "[" + NO_SPACE + "]");
      case 'w' -> put(inClass ? WORD : "[" + WORD + "]");
      case 'W' -> {
        if (inClass) {
          throw unknown();
        }
        put("[^" + WORD + "]");
      }
      case 'p', 'P', 'x' -> named(c);
      case 'u', 'U' -> code();
      case 'b', 'B' -> {
        if (inClass || regex.startsWith("{", at + 1)) {
          throw unknown();
        }
        put("\\" + c);
      }
      case '<', '>', 'Q', 'E', 'C', 'Z' -> throw unknown();
      default -> put("\\" + c);
    }
  }

  private void put(String text) {
    result.append(text);
    at++;
  }

  /** A class or a code, whose name or digits may stand in braces. */
  private void named(char c) {
    int end = regex.startsWith("{", at + 1) ? regex.indexOf('}', at) : -1;
    result.append('\\').append(end < 0 ? String.valueOf(c) : regex.substring(at, end + 1));
    at = end < 0 ? at + 1 : end + 1;
  }

  private void code() {
    java.util.regex.Matcher braced = HEX.matcher(regex).region(at, regex.length());
    java.util.regex.Matcher plain = HEX_DIGITS.matcher(regex).region(at, regex.length());
    if (braced.lookingAt()) {
      result.append("\\x{").append(braced.group(1)).append('}');
      at = braced.end();
    } else if (plain.lookingAt()) {
      result.append("\\x{").append(regex, at + 1, plain.end()).append('}');
      at = plain.end();
    } else {
      throw unknown();
    }
  }
}
