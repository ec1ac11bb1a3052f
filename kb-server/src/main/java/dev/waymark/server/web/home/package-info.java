/**
 * The first page: search by symptoms and what is going on. Start at {@link
 * dev.waymark.server.web.home.HomeResource}; may import {@code shell} and {@code incident}.
 */
@NullMarked
package dev.waymark.server.web.home;

import org.jspecify.annotations.NullMarked;
