/**
 * The first page: search by symptoms and what is going on. Start at {@link
 * dev.waymark.server.home.HomePageResource}.
 */
@NullMarked
package dev.waymark.server.home;

import org.jspecify.annotations.NullMarked;
