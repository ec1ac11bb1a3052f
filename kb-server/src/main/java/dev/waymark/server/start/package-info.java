/**
 * How the server comes up: its command line, the embedded database and what every answer carries.
 * Start at {@link dev.waymark.server.start.ServerMain}.
 */
@NullMarked
package dev.waymark.server.start;

import org.jspecify.annotations.NullMarked;
