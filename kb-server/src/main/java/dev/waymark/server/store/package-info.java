/**
 * What is kept in PostgreSQL, and the only package with entities: others see its records. The
 * schema is in {@code db/migration}.
 */
@NullMarked
package dev.waymark.server.store;

import org.jspecify.annotations.NullMarked;
