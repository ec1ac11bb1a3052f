/**
 * Recorded data in which an entry is tested, drilled and demonstrated: {@link
 * dev.waymark.runbooks.scenario.ScenarioLoader} reads it, {@link
 * dev.waymark.runbooks.scenario.RecordedSource} answers from it, and {@link
 * dev.waymark.runbooks.scenario.ScenarioRunner} walks it. May import {@code run}, {@code query},
 * {@code tree} and {@code condition}.
 */
@NullMarked
package dev.waymark.runbooks.scenario;

import org.jspecify.annotations.NullMarked;
