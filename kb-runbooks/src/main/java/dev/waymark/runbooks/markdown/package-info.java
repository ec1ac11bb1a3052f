/**
 * Markdown read into types of our own with exact spans, and rendered as safe HTML, both within
 * bounds. Start at {@link dev.waymark.runbooks.markdown.MarkdownReader}; the only package that sees
 * flexmark and the HTML sanitiser.
 */
@NullMarked
package dev.waymark.runbooks.markdown;

import org.jspecify.annotations.NullMarked;
