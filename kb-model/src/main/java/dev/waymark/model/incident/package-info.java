/** What happened, as the people who answer for it see it. May import {@code entry}. */
@NullMarked
package dev.waymark.model.incident;

import org.jspecify.annotations.NullMarked;
