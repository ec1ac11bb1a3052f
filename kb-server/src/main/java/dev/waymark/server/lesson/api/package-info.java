/** The JSON API of lessons and follow-ups. */
@NullMarked
package dev.waymark.server.lesson.api;

import org.jspecify.annotations.NullMarked;
