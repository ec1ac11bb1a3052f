/** The JSON API of reviews. */
@NullMarked
package dev.waymark.server.review.api;

import org.jspecify.annotations.NullMarked;
