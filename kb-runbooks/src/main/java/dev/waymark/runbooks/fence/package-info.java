/**
 * What the kinds of fences are: the grammar of their bodies, what is wrong with one, and the
 * columns of their answers. Start at {@link dev.waymark.runbooks.fence.FenceType}. The compiler
 * checks bodies here as their authors wrote them; the sources read the same bodies here once values
 * are bound. Pure; may import the model.
 */
@NullMarked
package dev.waymark.runbooks.fence;

import org.jspecify.annotations.NullMarked;
