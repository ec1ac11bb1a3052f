/** What the JSON routes below {@code /api/v1} share: names, values of requests, strict reading. */
@NullMarked
package dev.waymark.server.api;

import org.jspecify.annotations.NullMarked;
