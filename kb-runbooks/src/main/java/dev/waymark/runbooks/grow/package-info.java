/**
 * Makes larger tables out of small ones, the same for the same seed. Start at {@link
 * dev.waymark.runbooks.grow.TableGrower}; pure, and imports only the model.
 */
@NullMarked
package dev.waymark.runbooks.grow;

import org.jspecify.annotations.NullMarked;
