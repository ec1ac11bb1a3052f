/**
 * The pages of questions over many incidents, and what they show. Start at {@link
 * dev.waymark.server.question.page.QuestionsPageResource}.
 */
@NullMarked
package dev.waymark.server.question.page;

import org.jspecify.annotations.NullMarked;
