package dev.waymark.model.entry;

/** The {@code #### Verify} of an action. */
public record Verification(Heading heading, Prose prose, Check check) {}
