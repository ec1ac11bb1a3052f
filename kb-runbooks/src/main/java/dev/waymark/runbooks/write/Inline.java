package dev.waymark.runbooks.write;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** People's texts as Markdown that says the same and opens nothing. */
final class Inline {
  private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern BLANK_LINES = Pattern.compile("\\R(?:[ \\t]*\\R)+");

  /** What would begin a block by its first characters. */
  private static final Pattern OPENS =
      Pattern.compile(
          "#|>|\\||```|~~~|<[A-Za-z/!?]|[-+*](?=\\s|$)|\\[[^\\]]+\\]:|\\[[ xX]\\](?=\\s|$)");

  /** What would underline a heading, begin a table or draw a rule by being nothing else. */
  private static final Pattern RULE = Pattern.compile("[-=_*:| \\t]+");

  private static final Pattern NUMBERED = Pattern.compile("(\\d{1,9})([.)])(?=\\s|$)");
  private static final Pattern PIPE_ALREADY_ESCAPED = Pattern.compile("(\\\\*)\\|");
  private static final Pattern MARKS =
      Pattern.compile("[\\\\`*\\[\\]~]|<(?=[A-Za-z/!?])|&(?=[#\\w])");
  private static final Pattern OUTER_UNDERSCORE =
      Pattern.compile("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");
  private static final Pattern BACK_TICKS = Pattern.compile("`+");

  private Inline() {}

  /** On one line. */
  static String folded(String text) {
    return LINE_BREAKS.matcher(text.strip()).replaceAll(" ");
  }

  /** For comparing: runs of white space count as one space. */
  static String loose(String text) {
    return SPACES.matcher(text.strip()).replaceAll(" ");
  }

  /** What a cell with this Markdown says when it's read: a {@code |} that was escaped is one. */
  static String meaning(String markdown) {
    Matcher pipe = PIPE_ALREADY_ESCAPED.matcher(folded(markdown));
    return pipe.replaceAll(
        found -> {
          String before = found.group(1);
          int kept = before.length() - before.length() % 2;
          return Matcher.quoteReplacement(before.substring(0, kept) + "|");
        });
  }

  /** Markdown as it stands in a table's cell. */
  static String cell(String markdown) {
    return meaning(markdown).replace("|", "\\|");
  }

  /** Plain text as Markdown. */
  static String plain(String text) {
    String marked = MARKS.matcher(folded(text)).replaceAll(found -> "\\\\" + quoted(found.group()));
    return OUTER_UNDERSCORE.matcher(marked).replaceAll("\\\\_");
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }

  static String link(Draft.Target target) {
    return "[" + plain(target.title()) + "](" + target.link() + ")";
  }

  /** Code between as many back-ticks as it needs. */
  static String code(String code) {
    String ticks = "`".repeat(longestRun(code) + 1);
    boolean touches = code.startsWith("`") || code.endsWith("`");
    return touches ? ticks + " " + code + " " + ticks : ticks + code + ticks;
  }

  static int longestRun(String text) {
    return BACK_TICKS.matcher(text).results().mapToInt(run -> run.group().length()).max().orElse(0);
  }

  /** A condition between back-ticks, as it stands in a table's cell. */
  static String condition(String when) {
    String stripped = when.strip();
    if (stripped.isEmpty()) {
      throw new RefusedWriteException(
          "The condition is empty", "Write a condition such as rows.size() == 0");
    }
    if (LINE_BREAKS.matcher(stripped).find()) {
      throw new RefusedWriteException(
          "The condition has several lines, and a table's cell holds one",
          "Join them; in CEL, a space does what a line end does");
    }
    Matcher pipe = PIPE_ALREADY_ESCAPED.matcher(stripped);
    while (pipe.find()) {
      if (pipe.group(1).length() % 2 != 0) {
        throw new RefusedWriteException(
            "The condition has \\| in it, which a table's cell can't hold",
            "In a regular expression, write [|] instead");
      }
    }
    return code(stripped).replace("|", "\\|");
  }

  /** A heading's words. */
  static String heading(String title) {
    String folded = folded(title);
    if (folded.isEmpty()) {
      throw new RefusedWriteException("The heading is empty", "Give it a name");
    }
    return folded.endsWith("#") ? folded.substring(0, folded.length() - 1) + "\\#" : folded;
  }

  /** An item of a list, without its marker. */
  static String item(String text) {
    String folded = folded(text);
    if (folded.isEmpty()) {
      throw new RefusedWriteException("The text of an item is empty", "Write what it should say");
    }
    return harmless(folded);
  }

  /** Paragraphs as lines, a blank one between two. */
  static List<String> paragraphs(String prose) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : BLANK_LINES.split(prose.strip())) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      paragraph.strip().lines().map(String::strip).map(Inline::harmless).forEach(lines::add);
    }
    return prose.isBlank() ? List.of() : lines;
  }

  /** As {@link #paragraphs}, with lists left as lists. */
  static List<String> paragraphsAndLists(String prose) {
    return prose
        .strip()
        .lines()
        .map(String::strip)
        .map(
            line ->
                line.startsWith("- ") ? "- " + harmless(line.substring(2).strip()) : harmless(line))
        .toList();
  }

  /** A line that begins nothing but text. */
  static String harmless(String line) {
    if (OPENS.matcher(line).lookingAt() || RULE.matcher(line).matches()) {
      return "\\" + line;
    }
    Matcher number = NUMBERED.matcher(line);
    return number.lookingAt() ? number.group(1) + "\\" + line.substring(number.end(1)) : line;
  }
}
