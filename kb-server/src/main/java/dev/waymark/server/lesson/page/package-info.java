/**
 * The pages of lessons and follow-ups, and what they show. Start at {@link
 * dev.waymark.server.lesson.page.LessonPageResource}.
 */
@NullMarked
package dev.waymark.server.lesson.page;

import org.jspecify.annotations.NullMarked;
