package dev.waymark.model.run;

import java.time.Duration;
import java.time.Instant;

/**
 * Where an answer came from.
 *
 * @param source in words for people, such as {@code scenario backend-timeout} or {@code pasted}
 * @param recorded whether the answer is recorded data and says nothing about the present
 */
public record Provenance(String source, boolean recorded, Instant at, Duration took) {}
