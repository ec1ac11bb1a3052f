/**
 * Questions over all incidents, and the facts that they are answered from, which are folded from
 * the events. Start at {@link dev.waymark.server.question.Questions}; may import {@code catalog},
 * {@code codec}, {@code problem}, {@code run} and {@code store}.
 */
@NullMarked
package dev.waymark.server.question;

import org.jspecify.annotations.NullMarked;
