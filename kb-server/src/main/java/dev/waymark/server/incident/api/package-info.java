/** The JSON API of incidents. */
@NullMarked
package dev.waymark.server.incident.api;

import org.jspecify.annotations.NullMarked;
