/**
 * The {@code kb} command line, one class a command: start at {@link dev.waymark.cli.KbCommand}.
 * Results go to standard output, progress and questions to standard error; may import every package
 * of this module.
 */
@NullMarked
package dev.waymark.cli;

import org.jspecify.annotations.NullMarked;
