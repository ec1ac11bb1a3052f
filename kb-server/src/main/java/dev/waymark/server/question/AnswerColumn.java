package dev.waymark.server.question;

/**
 * A column of an answer.
 *
 * @param name as programs read it
 * @param label as people read it
 * @param opens for a number, which rows of the question's base stand behind it
 */
public record AnswerColumn(String name, String label, Type type, String opens) {
  /** What a column holds. */
  public enum Type {
    TEXT,
    /** The id of an entry. */
    ENTRY,
    DAY,
    COUNT,
    NUMBER,
    /** How many alerts, which may belong to no incident. */
    ALERTS,
    /** A share of one. */
    SHARE,
    /** A length of time. */
    SECONDS,
    MILLISECONDS;

    /** Whether incidents stand behind a value. */
    public boolean isNumber() {
      return switch (this) {
        case TEXT, ENTRY, DAY, ALERTS -> false;
        case COUNT, NUMBER, SHARE, SECONDS, MILLISECONDS -> true;
      };
    }
  }
}
