package dev.waymark.runbooks.record;

import java.util.Optional;

/** How a reason ends a sentence. */
final class Reasons {
  private Reasons() {}

  static String because(Optional<String> reason) {
    return reason
        .map(text -> text.strip().replaceAll("\\.$", ""))
        .filter(text -> !text.isEmpty())
        .map(text -> ": " + text)
        .orElse("");
  }
}
