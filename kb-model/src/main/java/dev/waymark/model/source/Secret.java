package dev.waymark.model.source;

import static java.util.Objects.requireNonNull;

/**
 * A password, key or token that stands in a text.
 *
 * @param kind what it seems to be, such as {@code GitHub token}
 * @param span where it stands
 */
public record Secret(String kind, SourceSpan span) {
  public Secret {
    requireNonNull(kind);
    requireNonNull(span);
  }
}
