package dev.waymark.server.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The passages of a text in Markdown that can be replaced: paragraphs, and items of lists. */
final class Passages {
  private static final int BRIEF = 120;
  private static final Pattern ITEM = Pattern.compile("\\s*(?:[-*+]|\\d{1,9}[.)])\\s+");
  private static final Pattern NO_PROSE = Pattern.compile("\\s*(?:\\||#|>|<!--).*");

  private final List<String> found = new ArrayList<>();
  private final StringBuilder passage = new StringBuilder();

  private Passages() {}

  static List<String> of(String markdown) {
    Passages passages = new Passages();
    boolean isFenced = false;
    for (String line : markdown.lines().toList()) {
      boolean isFence = line.strip().startsWith("```");
      isFenced ^= isFence;
      if (isFence || isFenced || line.isBlank() || NO_PROSE.matcher(line).matches()) {
        passages.end();
      } else {
        if (ITEM.matcher(line).lookingAt()) {
          passages.end();
        }
        passages.add(ITEM.matcher(line).replaceFirst("").strip());
      }
    }
    passages.end();
    return passages.found;
  }

  /** As it is chosen from a list. */
  static String brief(String passage) {
    return passage.length() <= BRIEF ? passage : passage.substring(0, BRIEF).strip() + "…";
  }

  private void add(String line) {
    passage.append(passage.isEmpty() ? "" : " ").append(line);
  }

  private void end() {
    if (!passage.isEmpty()) {
      found.add(passage.toString());
      passage.setLength(0);
    }
  }
}
