/**
 * What happened, as the people who answer for it see it. May import {@code entry} and {@code run}.
 */
@NullMarked
package dev.waymark.model.incident;

import org.jspecify.annotations.NullMarked;
