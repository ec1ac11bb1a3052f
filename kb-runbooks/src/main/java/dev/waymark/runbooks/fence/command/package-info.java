/** Commands that only read. Start at {@link dev.waymark.runbooks.fence.command.BashFence}. */
@NullMarked
package dev.waymark.runbooks.fence.command;

import org.jspecify.annotations.NullMarked;
