/**
 * The pages of lessons and follow-ups. Start at {@link
 * dev.waymark.server.web.lesson.LessonResource}.
 */
@NullMarked
package dev.waymark.server.web.lesson;

import org.jspecify.annotations.NullMarked;
