/**
 * Probes of a host: HTTP, TLS, DNS, TCP. Start at {@link
 * dev.waymark.runbooks.fence.probe.HttpFence}.
 */
@NullMarked
package dev.waymark.runbooks.fence.probe;

import org.jspecify.annotations.NullMarked;
