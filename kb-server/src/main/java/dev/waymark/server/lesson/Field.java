package dev.waymark.server.lesson;

import java.util.List;

/**
 * Something that a person fills in to say what is to be changed.
 *
 * @param value what it begins with
 * @param choices what may be chosen; none if it is typed
 */
public record Field(
    String name, String label, String help, Kind kind, String value, List<Choice> choices) {
  public Field {
    choices = List.copyOf(choices);
  }

  /** How it is filled in. */
  public enum Kind {
    LINE,
    TEXT,
    CODE,
    CHOICE
  }

  /** Something that may be chosen. */
  public record Choice(String value, String label) {}

  /** The same with something else filled in. */
  public Field with(String other) {
    return new Field(name, label, help, kind, other, choices);
  }
}
