package dev.waymark.runbooks.fence;

/**
 * Something wrong with a fence's body.
 *
 * @param from offset of its first character in the body
 * @param to offset after its last one
 * @param message what is wrong
 * @param hint what to write instead
 */
public record BodyFault(BodyIssue code, int from, int to, String message, String hint) {}
