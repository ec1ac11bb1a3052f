/** The JSON API of the content: where it stands, and its commits. */
@NullMarked
package dev.waymark.server.content.api;

import org.jspecify.annotations.NullMarked;
