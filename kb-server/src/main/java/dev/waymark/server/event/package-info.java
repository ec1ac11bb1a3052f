/**
 * The stored events of incidents and runs: the log that they are appended to, their stored shape
 * apart from their shape in the model, and the chain of hashes over them. Start at {@link
 * dev.waymark.server.event.EventCodec}.
 */
@NullMarked
package dev.waymark.server.event;

import org.jspecify.annotations.NullMarked;
