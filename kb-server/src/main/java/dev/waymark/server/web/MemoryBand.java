package dev.waymark.server.web;

import java.util.Optional;

/**
 * Says above a page that the database is away, and how old what it shows is.
 *
 * @param away since when the database has been away; absent if it is there but too late
 * @param reason why, as far as it is known
 * @param asOf when what is shown was read, if that isn't the same for all of it
 */
public record MemoryBand(Optional<Moment> away, String reason, Optional<Moment> asOf) {}
