/**
 * The pages of reviews, and what they show. Start at {@link
 * dev.waymark.server.review.page.ReviewPageResource}.
 */
@NullMarked
package dev.waymark.server.review.page;

import org.jspecify.annotations.NullMarked;
