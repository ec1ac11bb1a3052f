package dev.waymark.model.incident;

import java.time.Instant;
import java.util.Optional;

/**
 * An alert as it is kept.
 *
 * @param endedBefore when it had ended before it fired again; absent if it fires for the first time
 * @param times how often its source has told of it
 * @param entry that it opens, if any
 * @param incident that it opened or joined
 * @param obstacle why it opened no incident although an entry is there
 */
public record StoredAlert(
    long id,
    Alert alert,
    Optional<Instant> endedBefore,
    Instant lastSeenAt,
    int times,
    Optional<String> entry,
    Optional<Long> incident,
    Optional<String> obstacle) {}
