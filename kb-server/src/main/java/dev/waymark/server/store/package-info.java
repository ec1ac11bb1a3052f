/**
 * How the stores of the features speak SQL. Start at {@link dev.waymark.server.store.Jdbc}; the
 * schema is in {@code db/migration}.
 */
@NullMarked
package dev.waymark.server.store;

import org.jspecify.annotations.NullMarked;
