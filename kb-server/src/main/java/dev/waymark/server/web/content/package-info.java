/**
 * The page that says where entries come from and how that stands. Start at {@link
 * dev.waymark.server.web.content.ContentResource}; may import services and {@code shell}.
 */
@NullMarked
package dev.waymark.server.web.content;

import org.jspecify.annotations.NullMarked;
