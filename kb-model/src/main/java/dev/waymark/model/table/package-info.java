/**
 * Typed tables: what queries return and scenarios record. Start at {@link
 * dev.waymark.model.table.Table}; imports nothing but the JDK.
 */
@NullMarked
package dev.waymark.model.table;

import org.jspecify.annotations.NullMarked;
