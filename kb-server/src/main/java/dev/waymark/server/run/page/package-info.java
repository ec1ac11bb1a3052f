/**
 * The pages of runs, and what they show. Start at {@link
 * dev.waymark.server.run.page.RunPageResource}.
 */
@NullMarked
package dev.waymark.server.run.page;

import org.jspecify.annotations.NullMarked;
