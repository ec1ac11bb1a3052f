package dev.waymark.server.incident;

import dev.waymark.model.incident.Actor;
import dev.waymark.server.run.RecordedEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of an incident's timeline.
 *
 * @param kind the event's type, such as {@code branch-taken}, for an icon and a filter
 * @param text what happened, in one sentence, plain text
 * @param step slug of the step it happened at
 * @param run number of the run among the incident's; 0 for what belongs to the incident itself
 * @param event what it was made of, where it is of a run
 */
public record TimelineItem(
    Instant at,
    Actor actor,
    String kind,
    String text,
    Optional<String> step,
    int run,
    Optional<RecordedEvent> event) {}
