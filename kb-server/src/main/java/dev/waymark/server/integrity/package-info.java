/**
 * Whether the record can be believed: chains, answers and texts against their hashes, rows against
 * their events, and all of it against what was anchored outside of the database. Start at {@link
 * dev.waymark.server.integrity.RecordVerifier}.
 */
@NullMarked
package dev.waymark.server.integrity;

import org.jspecify.annotations.NullMarked;
