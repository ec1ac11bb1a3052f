/** The JSON API of questions over many incidents. */
@NullMarked
package dev.waymark.server.question.api;

import org.jspecify.annotations.NullMarked;
