/**
 * A run as events: what was asked, answered, proposed and done. Start at {@link
 * dev.waymark.model.run.RunEvent}; may import {@code entry} and {@code table}.
 */
@NullMarked
package dev.waymark.model.run;

import org.jspecify.annotations.NullMarked;
