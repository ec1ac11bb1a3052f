/** An application that does nothing, to measure ours against. */
@NullMarked
package dev.waymark.bench.empty;

import org.jspecify.annotations.NullMarked;
