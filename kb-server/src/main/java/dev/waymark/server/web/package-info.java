/**
 * What every page shares: the frame around it, its preferences, times, code and Markdown as they
 * are shown. Start at {@link dev.waymark.server.web.PageContext}.
 */
@NullMarked
package dev.waymark.server.web;

import org.jspecify.annotations.NullMarked;
