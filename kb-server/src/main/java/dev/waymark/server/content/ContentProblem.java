package dev.waymark.server.content;

import static java.util.Objects.requireNonNull;

/**
 * Something that keeps the newest content from being served, or that people should know of it. It
 * is how things stand until they are mended and refuses no request, so it is no {@code Problem}.
 *
 * @param message what is wrong
 * @param hint what to do about it
 */
public record ContentProblem(String message, String hint) {
  public ContentProblem {
    requireNonNull(message);
    requireNonNull(hint);
  }
}
