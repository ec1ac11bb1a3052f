package dev.waymark.runbooks.run;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.RunEvent;
import java.util.Optional;

/**
 * One asking of a node's query.
 *
 * @param answer empty while it is awaited
 * @param proposal which pattern held; empty until there is an answer
 */
public record Attempt(
    BoundQuery query, Optional<Answer> answer, Optional<RunEvent.BranchProposed> proposal) {}
