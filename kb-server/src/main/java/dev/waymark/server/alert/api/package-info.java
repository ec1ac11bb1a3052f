/** The JSON API of alerts and the hooks that they come in by. */
@NullMarked
package dev.waymark.server.alert.api;

import org.jspecify.annotations.NullMarked;
