package dev.waymark.server.lesson;

import java.time.Instant;
import java.util.Optional;

/** What search wants to know of a lesson. */
public record LessonText(
    long id,
    String version,
    long incident,
    String incidentTitle,
    Optional<String> scenario,
    String kind,
    String entryId,
    String node,
    String text,
    String state,
    Instant at) {}
