/** The JSON API of search and similar incidents. */
@NullMarked
package dev.waymark.server.search.api;

import org.jspecify.annotations.NullMarked;
