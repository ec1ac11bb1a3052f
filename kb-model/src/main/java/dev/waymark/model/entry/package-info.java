/**
 * What an author wrote, understood section by section but not yet checked as a whole. Start at
 * {@link dev.waymark.model.entry.Entry}; may import {@code source}, {@code table} and {@code
 * value}.
 */
@NullMarked
package dev.waymark.model.entry;

import org.jspecify.annotations.NullMarked;
