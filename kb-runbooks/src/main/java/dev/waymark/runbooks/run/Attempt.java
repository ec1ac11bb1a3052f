package dev.waymark.runbooks.run;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.RunEvent;
import java.util.Optional;

/**
 * One asking of a node's query.
 *
 * @param query as it was sent; where a value was missing, so that nothing was sent, as the author
 *     wrote it
 * @param answer empty while it is awaited, or if it never came
 * @param proposal which pattern held; empty until there is an answer
 */
public record Attempt(
    BoundQuery query, Optional<Answer> answer, Optional<RunEvent.BranchProposed> proposal) {}
