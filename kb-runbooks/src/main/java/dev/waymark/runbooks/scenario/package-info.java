/**
 * Recorded data in which an entry is tested, drilled and demonstrated. Start at {@link
 * dev.waymark.runbooks.scenario.Scenario}.
 */
@NullMarked
package dev.waymark.runbooks.scenario;

import org.jspecify.annotations.NullMarked;
