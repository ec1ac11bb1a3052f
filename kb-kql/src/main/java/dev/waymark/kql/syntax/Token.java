package dev.waymark.kql.syntax;

import static java.util.Objects.requireNonNull;

/**
 * A piece of a query's text.
 *
 * @param start offset of its first character
 * @param end offset after its last character
 */
public record Token(TokenKind kind, String text, int start, int end) {
  public Token {
    requireNonNull(kind);
    requireNonNull(text);
  }

  /** Whether it is this symbol or word, which KQL's keywords are: case-sensitive. */
  public boolean is(String symbolOrWord) {
    return (kind == TokenKind.SYMBOL || kind == TokenKind.WORD) && text.equals(symbolOrWord);
  }
}
