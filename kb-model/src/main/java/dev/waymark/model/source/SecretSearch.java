package dev.waymark.model.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for the secrets of one shape in one text, only around the places where one of its clues
 * stands. It finds what the pattern alone would find, since a match has a clue within reach.
 */
final class SecretSearch {
  /** What stands for a secret where none may stand. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i)(?:[$<{(\\[%@*.…#_-]|x{3}).*|.*(?:(?<!\\$)\\$[a-z({]|[<{]|\\*{3}|\\.{3}|…).*|[A-Z]*_[A-Z_]*|(?-i:[A-Z]{3,})"
              + "|(?:your|my|the|some|a)[-_].*|password|passwd|pwd|pass|secret|token|key|none|null|true"
              + "|false|changeme|example|redacted|removed|hidden|placeholder|string|value|text|stdin"
              + "|to|for|in|is|and|or|of|not|with|on|the|from");

  private final SecretShape shape;
  private final Matcher matcher;
  private final int length;
  private final List<Secret> found = new ArrayList<>();

  /** No match may begin before this: it has been tried, or belongs to the match before. */
  private int from;

  SecretSearch(SecretShape shape, String text) {
    this.shape = shape;
    this.matcher =
        shape.pattern().matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
    this.length = text.length();
  }

  /** Tries each beginning from which the clue at this place is within reach. */
  void clueStandsAt(int place) {
    from = Math.max(from, place - shape.most());
    while (from <= place - shape.least()) {
      if (matcher.region(from, length).lookingAt()) {
        add(matcher.group("secret"), matcher.start("secret"), matcher.end("secret"));
        from = Math.max(matcher.end(), from + 1);
      } else {
        from++;
      }
    }
  }

  private void add(String value, int start, int end) {
    if (shape.certain() || !isPlaceholder(value)) {
      found.add(new Secret(shape.kind(), new SourceSpan(start, end)));
    }
  }

  static boolean isPlaceholder(String value) {
    return PLACEHOLDER.matcher(value).matches();
  }

  List<Secret> found() {
    return found;
  }
}
