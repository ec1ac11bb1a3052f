/**
 * Questions over all incidents, and the facts that they are answered from, which are folded from
 * the events. Start at {@link dev.waymark.server.question.Questions}.
 */
@NullMarked
package dev.waymark.server.question;

import org.jspecify.annotations.NullMarked;
