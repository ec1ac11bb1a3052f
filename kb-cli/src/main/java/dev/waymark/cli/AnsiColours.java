package dev.waymark.cli;

import dev.waymark.kql.syntax.Highlight;
import dev.waymark.model.entry.State;
import dev.waymark.runbooks.fence.FenceType;

/** Colours for a terminal; no escape sequence at all if they aren't wanted. */
final class AnsiColours {

  private static final String BOLD = "1";
  private static final String FAINT = "2";
  private static final String RED = "31";
  private static final String GREEN = "32";
  private static final String YELLOW = "33";
  private static final String BLUE = "34";
  private static final String CYAN = "36";

  private final boolean coloured;

  AnsiColours(boolean coloured) {
    this.coloured = coloured;
  }

  String strong(String text) {
    return in(BOLD, text);
  }

  String quiet(String text) {
    return in(FAINT, text);
  }

  String good(String text) {
    return in(GREEN, text);
  }

  String bad(String text) {
    return in(RED, text);
  }

  String state(State state, String text) {
    return in(
        switch (state) {
          case HEALTHY -> GREEN;
          case DEGRADED -> YELLOW;
          case FAILED -> RED;
          case UNKNOWN -> CYAN;
        },
        text);
  }

  /** What a fence of some type holds. */
  String code(FenceType type, String body) {
    if (!coloured) {
      return Printable.of(body);
    }
    StringBuilder text = new StringBuilder();
    for (Highlight highlight : type.highlight(body)) {
      text.append(part(highlight));
    }
    return text.toString();
  }

  private String part(Highlight highlight) {
    String text = Printable.of(highlight.text());
    return switch (highlight.kind()) {
      case KEYWORD -> in(BLUE, text);
      case FUNCTION -> in(CYAN, text);
      case STRING -> in(GREEN, text);
      case NUMBER -> in(YELLOW, text);
      case COMMENT -> in(FAINT, text);
      case INVALID -> in(RED, text);
      case OPERATOR, IDENTIFIER, PUNCTUATION, PLAIN -> text;
    };
  }

  private String in(String style, String text) {
    return coloured ? "\u001b[" + style + "m" + text + "\u001b[0m" : text;
  }
}
