/**
 * The page on which people look back on an incident. Start at {@link
 * dev.waymark.server.web.review.ReviewResource}.
 */
@NullMarked
package dev.waymark.server.web.review;

import org.jspecify.annotations.NullMarked;
