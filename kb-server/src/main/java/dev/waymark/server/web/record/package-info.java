/**
 * The page that says whether the record can be believed. Start at {@link
 * dev.waymark.server.web.record.RecordResource}.
 */
@NullMarked
package dev.waymark.server.web.record;

import org.jspecify.annotations.NullMarked;
