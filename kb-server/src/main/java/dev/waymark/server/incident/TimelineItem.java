package dev.waymark.server.incident;

import dev.waymark.model.incident.Actor;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of an incident's timeline.
 *
 * @param kind the event's type, such as {@code branch-taken}, for an icon and a filter
 * @param text what happened, in one sentence, plain text
 * @param step slug of the step it happened at
 * @param run number of the run among the incident's; 0 for what belongs to the incident itself
 * @param sequence number of the event in the log of its run, if it is of one
 */
public record TimelineItem(
    Instant at,
    Actor actor,
    String kind,
    String text,
    Optional<String> step,
    int run,
    Optional<Integer> sequence) {}
