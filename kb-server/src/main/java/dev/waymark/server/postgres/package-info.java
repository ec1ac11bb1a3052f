/**
 * A real PostgreSQL that is bundled with the server, which starts it if no other is configured.
 * Start at {@link dev.waymark.server.postgres.EmbeddedPostgres}.
 */
@NullMarked
package dev.waymark.server.postgres;

import org.jspecify.annotations.NullMarked;
