/**
 * Background work at intervals. Start at {@link dev.waymark.server.schedule.Schedule}; imports
 * {@code database}.
 */
@NullMarked
package dev.waymark.server.schedule;

import org.jspecify.annotations.NullMarked;
