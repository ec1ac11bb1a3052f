/**
 * Makes larger tables out of small ones, the same for the same seed. Start at {@link
 * dev.waymark.cli.generator.TableGenerator}; pure, and imports only the model.
 */
@NullMarked
package dev.waymark.cli.generator;

import org.jspecify.annotations.NullMarked;
