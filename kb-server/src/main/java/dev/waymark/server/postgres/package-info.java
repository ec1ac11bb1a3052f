/**
 * A real PostgreSQL that the server brings along and starts where no other is configured. Start at
 * {@link dev.waymark.server.postgres.EmbeddedPostgres}.
 */
@NullMarked
package dev.waymark.server.postgres;

import org.jspecify.annotations.NullMarked;
