package dev.waymark.sources.live;

import dev.waymark.model.run.BoundQuery;
import java.time.Instant;

/**
 * A query of a run, and how it stands at the moment of looking.
 *
 * @param id of the ticket, by which it can be cancelled
 * @param target what is asked, in words for people
 */
public record QueryProgress(
    long id,
    String run,
    String node,
    int stay,
    BoundQuery query,
    String target,
    Instant submitted,
    QueryPhase phase) {}
