package dev.waymark.server.incident;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.StepFinding;
import dev.waymark.runbooks.record.EventSentence;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of an incident's timeline.
 *
 * @param kind the event's type, such as {@code branch-taken}, for an icon and a filter
 * @param finding what was found, if it was recorded with its values
 * @param alert what came of which source, if it is about an alert
 * @param step slug of the step it happened at
 * @param stepTitle what that step is called
 * @param run number of the run among the incident's; 0 for what belongs to the incident itself
 * @param sequence number of the event in the log of its run, if it is of one
 */
public record TimelineItem(
    Instant at,
    Actor actor,
    String kind,
    EventSentence sentence,
    Optional<StepFinding> finding,
    Optional<String> alert,
    Optional<String> step,
    Optional<String> stepTitle,
    int run,
    Optional<Integer> sequence) {

  /** What happened, on one line of plain text. */
  public String text() {
    return sentence.text();
  }
}
