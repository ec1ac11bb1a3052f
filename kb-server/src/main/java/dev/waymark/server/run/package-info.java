/**
 * Walks of an entry, one transaction an input. Start at {@link dev.waymark.server.run.RunService}.
 */
@NullMarked
package dev.waymark.server.run;

import org.jspecify.annotations.NullMarked;
