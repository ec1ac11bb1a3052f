/**
 * The stored shape of events and answers, apart from their shape in the model, and the chain of
 * hashes over them. Start at {@link dev.waymark.server.codec.EventCodec}; imports no other package
 * of the server.
 */
@NullMarked
package dev.waymark.server.codec;

import org.jspecify.annotations.NullMarked;
