/**
 * Probes: what a request, a handshake, a look-up or a connection from here says. Start at {@link
 * dev.waymark.sources.probe.ProbeSource}. Everything that is connected to has passed the operator's
 * {@link dev.waymark.sources.probe.ProbePolicy}, by name, by port and by the very address. The only
 * package that sees the HTTP and DNS libraries.
 */
@NullMarked
package dev.waymark.sources.probe;

import org.jspecify.annotations.NullMarked;
