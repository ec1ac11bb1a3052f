/**
 * Authors' text and what is wrong with it: files, spans, excerpts and issues. Start at {@link
 * dev.waymark.model.source.SourceFile}; imports nothing but the JDK.
 */
@NullMarked
package dev.waymark.model.source;

import org.jspecify.annotations.NullMarked;
