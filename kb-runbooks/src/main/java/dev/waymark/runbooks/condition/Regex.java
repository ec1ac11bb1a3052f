package dev.waymark.runbooks.condition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/** Regular expressions in RE2, which take time linear in the text. */
final class Regex {
  private Regex() {}

  static Optional<Pattern> compile(String regex) {
    try {
      return Optional.of(Pattern.compile(regex));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  /** Whether the pattern is found anywhere in the text. */
  static Object find(Object value, Object regex, Optional<Pattern> known, EvaluationFrame frame) {
    if (!(value instanceof String text) || !(regex instanceof String written)) {
      return Failure.types("matches", value, regex);
    }
    frame.spend(text.length() + (known.isPresent() ? 0L : 10L * written.length()));
    Optional<Pattern> pattern = known.isPresent() ? known : compile(written);
    return pattern.isEmpty()
        ? new Failure("no regular expression: " + ShortValue.value(written))
        : pattern.get().matcher(text).find();
  }
}
