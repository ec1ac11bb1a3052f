/**
 * Commands that only read, run without a shell: whole command paths with their flags, from a list.
 * Start at {@link dev.waymark.runbooks.query.command.CommandSource}. Everything that isn't on the
 * list is left to people, who paste what it printed.
 */
@NullMarked
package dev.waymark.runbooks.query.command;

import org.jspecify.annotations.NullMarked;
