package dev.waymark.server.incident.page;

import dev.waymark.model.run.SeenValue;
import dev.waymark.server.web.Moment;
import java.util.List;
import java.util.Optional;

/**
 * A line of a timeline.
 *
 * @param newDay whether it is the first of its day
 * @param sinceStart how long after the incident opened
 * @param what happened, in one sentence
 * @param said what a person wrote about it, as HTML
 * @param seen the values that were found with it
 * @param step slug of the step; empty if it belongs to none
 * @param repeated the lines that this one stands for, if it stands for several
 */
public record TimelineLine(
    Moment at,
    boolean newDay,
    String sinceStart,
    String actor,
    boolean person,
    String what,
    Optional<String> said,
    List<SeenValue> seen,
    String step,
    String stepTitle,
    List<TimelineLine> repeated) {
  public TimelineLine {
    seen = List.copyOf(seen);
    repeated = List.copyOf(repeated);
  }
}
