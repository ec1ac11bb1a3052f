/**
 * Alerts of monitoring systems: read, kept once each, and turned into incidents where an entry is
 * opened by them. Start at {@link dev.waymark.server.alert.Alerts}; what systems send is read by
 * {@link dev.waymark.server.alert.AlertReader}.
 */
@NullMarked
package dev.waymark.server.alert;

import org.jspecify.annotations.NullMarked;
