package dev.waymark.server.search;

import static java.util.Objects.requireNonNull;

/**
 * A stretch of plain text.
 *
 * @param found whether it is a word that was looked for
 */
public record TextPart(String text, boolean found) {
  public TextPart {
    requireNonNull(text);
  }
}
