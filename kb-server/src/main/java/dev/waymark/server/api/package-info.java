/**
 * JSON over HTTP under {@code /api/v1}, for all that the pages do. Sees services, never the store.
 */
@NullMarked
package dev.waymark.server.api;

import org.jspecify.annotations.NullMarked;
