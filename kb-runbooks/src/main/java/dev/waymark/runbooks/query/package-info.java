/**
 * The port to whatever answers a step, and what is bound into its text. Start at {@link
 * dev.waymark.runbooks.query.QuerySource} and {@link dev.waymark.runbooks.query.Binding}; may
 * import {@code tree} and {@code kql.syntax}.
 */
@NullMarked
package dev.waymark.runbooks.query;

import org.jspecify.annotations.NullMarked;
