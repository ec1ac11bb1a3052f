package dev.waymark.server.question;

import java.time.Instant;

/**
 * A question that somebody has kept under a name.
 *
 * @param question its id
 * @param filters as the query of an address
 */
public record SavedQuestion(
    long id, String name, String question, String filters, String by, Instant at) {}
