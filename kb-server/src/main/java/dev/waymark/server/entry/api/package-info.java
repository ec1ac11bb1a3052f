/** The JSON API of entries. */
@NullMarked
package dev.waymark.server.entry.api;

import org.jspecify.annotations.NullMarked;
