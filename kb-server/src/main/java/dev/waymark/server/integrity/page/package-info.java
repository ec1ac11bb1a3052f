/**
 * The pages of the verification of the record, and what they show. Start at {@link
 * dev.waymark.server.integrity.page.RecordPageResource}.
 */
@NullMarked
package dev.waymark.server.integrity.page;

import org.jspecify.annotations.NullMarked;
