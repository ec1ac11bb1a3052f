/**
 * The pages of the content, and what they show. Start at {@link
 * dev.waymark.server.content.page.ContentPageResource}.
 */
@NullMarked
package dev.waymark.server.content.page;

import org.jspecify.annotations.NullMarked;
