package dev.waymark.runbooks.fence.kql;

import java.util.Optional;
import java.util.StringJoiner;

/** An author's text in which literals take the place of names, and what that does to positions. */
final class BoundText {
  private final String written;
  private final StringBuilder sent = new StringBuilder();
  private final StringJoiner places = new StringJoiner(";");
  private int copied;

  BoundText(String written) {
    this.written = written;
  }

  /**
   * Puts a literal in the place of a part of the text.
   *
   * @param start of the part, behind all that were replaced before
   * @param literal of one line
   */
  void replace(int start, int end, String literal) {
    sent.append(written, copied, start);
    long line = 1 + sent.chars().filter(c -> c == '\n').count();
    int column = sent.length() - sent.lastIndexOf("\n");
    places.add("%d:%d:%d:%d".formatted(line, column, end - start, literal.length()));
    sent.append(literal);
    copied = end;
  }

  String sent() {
    return sent + written.substring(copied);
  }

  /** Where literals stand, as {@code BoundQuery} keeps it. */
  Optional<String> places() {
    return Optional.of(places.toString()).filter(text -> !text.isEmpty());
  }
}
