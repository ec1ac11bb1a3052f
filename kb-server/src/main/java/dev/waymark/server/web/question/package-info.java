/**
 * The questions over all incidents, their answers and what stands behind each number, and the box
 * for SQL. Start at {@link dev.waymark.server.web.question.QuestionsResource}; may import {@code
 * shell}.
 */
@NullMarked
package dev.waymark.server.web.question;

import org.jspecify.annotations.NullMarked;
