package dev.waymark.server.content;

import static java.util.Objects.requireNonNull;

/**
 * The text of a file.
 *
 * @param commit at which it was read
 */
public record ContentText(String commit, String text) {
  public ContentText {
    requireNonNull(commit);
    requireNonNull(text);
  }
}
