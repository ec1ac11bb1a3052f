package dev.waymark.server.run.page;

import dev.waymark.server.web.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to have at hand.
 *
 * @param due whom to call and until when, by the entry's escalation table
 * @param people who took part, in the order of their first act
 */
record FactsView(
    List<Value> parameters,
    List<Value> remembered,
    List<Due> due,
    List<String> people,
    List<Note> notes) {
  FactsView {
    parameters = List.copyOf(parameters);
    remembered = List.copyOf(remembered);
    due = List.copyOf(due);
    people = List.copyOf(people);
    notes = List.copyOf(notes);
  }

  /**
   * A name and what it stands for.
   *
   * @param shown the name of the resource, where the whole text is the id of one
   * @param by who gave it by hand; empty if nobody did
   */
  record Value(String name, String text, String shown, String by) {
    static Value of(String name, @Nullable Object value) {
      String text = ValueText.text(value);
      return new Value(name, text, ValueText.shortened(text), "");
    }

    Value givenBy(String person) {
      return new Value(name, text, shown, person);
    }

    public boolean isShortened() {
      return !shown.equals(text);
    }
  }

  /** Somebody to be called. */
  record Due(String who, String when, Moment until, boolean over) {}

  /**
   * Something that a person wrote.
   *
   * @param kind {@code note}, {@code hand-over} or what a feedback says
   * @param to whom it was handed over; empty if it wasn't
   * @param html what was written
   * @param step title of the step it was written at
   */
  record Note(String by, Moment at, String kind, String to, String html, String step) {}
}
