/**
 * The benchmarks, each a ratio against a reference measured in the same run. Start at {@link
 * dev.waymark.bench.Bench}; what must hold is written in docs/benchmarks.md.
 */
@NullMarked
package dev.waymark.bench;

import org.jspecify.annotations.NullMarked;
