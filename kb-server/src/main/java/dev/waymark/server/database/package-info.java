/**
 * The connections to the database: their limits, whether it answers, and what a failed call means.
 * Start at {@link dev.waymark.server.database.DatabaseMonitor}.
 */
@NullMarked
package dev.waymark.server.database;

import org.jspecify.annotations.NullMarked;
