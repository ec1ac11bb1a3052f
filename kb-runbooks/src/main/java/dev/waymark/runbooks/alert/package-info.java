/**
 * Which entry an alert opens, and what it says of the entry's parameters. Start at {@link
 * dev.waymark.runbooks.alert.Opening}.
 */
@NullMarked
package dev.waymark.runbooks.alert;

import org.jspecify.annotations.NullMarked;
