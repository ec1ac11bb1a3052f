package dev.waymark.runbooks.run;

import dev.waymark.model.run.RunEvent;
import java.util.List;

/** What follows from an input. */
public sealed interface Reaction {
  /**
   * These events follow; append them.
   *
   * @param state the state after them
   */
  record Accepted(List<RunEvent> events, RunState state) implements Reaction {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** The input doesn't fit the state; nothing happened. */
  record Refused(Refusal kind, String message, String hint) implements Reaction {}

  /** Why an input is refused. */
  enum Refusal {
    /** The run has moved on since the page was shown. */
    STALE,
    /** The thing named isn't there, or can't be done here. */
    NOT_POSSIBLE,
    /** What was pasted isn't the answer to the query. */
    BAD_ANSWER,
    /** A departure needs a reason. */
    REASON_MISSING,
    /**
     * Parameters are missing or have no value of their type, which {@link ParameterValues} says; or
     * a value that was given isn't one.
     */
    BAD_PARAMETERS,
    /** A text is empty or longer than its bound. */
    BAD_TEXT
  }
}
