/**
 * A compiled entry: nodes, branches and checked conditions. Start at {@link
 * dev.waymark.runbooks.tree.Tree}; may import the model and {@code condition}.
 */
@NullMarked
package dev.waymark.runbooks.tree;

import org.jspecify.annotations.NullMarked;
