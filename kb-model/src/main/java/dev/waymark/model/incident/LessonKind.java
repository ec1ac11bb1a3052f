package dev.waymark.model.incident;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a lesson says of the place where it was learned. */
public enum LessonKind {
  /** A branch was proposed on a condition or threshold that doesn't fit what was seen. */
  WRONG_CONDITION("wrong threshold or condition"),
  /** What was seen has no branch of its own. */
  MISSING_BRANCH("missing branch"),
  /** Something should have been looked at in between. */
  MISSING_STEP("missing step"),
  /** The cause isn't among those of the entry. */
  MISSING_CAUSE("missing cause"),
  /** The text led to a wrong reading. */
  MISLEADING_TEXT("misleading text"),
  /** The way led nowhere. */
  DEAD_END("dead end"),
  /** A command or query doesn't work any more. */
  OUTDATED_COMMAND("outdated command"),
  /** Another query answers the question better. */
  BETTER_QUERY("better query"),
  /** An alert came too late, too often or not at all. */
  ALERT("alert missing or noisy"),
  /** What keeps it from coming back. */
  PREVENTION("prevention");

  private final String words;

  LessonKind(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }

  /** For addresses and files, such as {@code missing-branch}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<LessonKind> ofLabel(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
  }
}
