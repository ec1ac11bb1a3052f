/**
 * Commands that only read, run without a shell: whole command paths with their flags, from a list.
 * Start at {@link dev.waymark.sources.command.CommandSource}. Everything that isn't on the list is
 * left to people, who paste what it printed.
 */
@NullMarked
package dev.waymark.sources.command;

import org.jspecify.annotations.NullMarked;
