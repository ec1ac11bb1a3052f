/**
 * What was learned, and what is done about it: lessons on their way into the entries, and
 * follow-ups. Start at {@link dev.waymark.server.lesson.Lessons}.
 */
@NullMarked
package dev.waymark.server.lesson;

import org.jspecify.annotations.NullMarked;
