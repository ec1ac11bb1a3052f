/**
 * Entries become trees: links are resolved, conditions compiled, the graph checked. Start at {@link
 * dev.waymark.runbooks.compile.TreeCompiler}; pure, may import {@code condition}, {@code
 * kql.syntax} and {@code tree}.
 */
@NullMarked
package dev.waymark.runbooks.compile;

import org.jspecify.annotations.NullMarked;
