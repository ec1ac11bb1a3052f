package dev.waymark.runbooks.compile;

import dev.waymark.kql.syntax.KqlLexer;
import dev.waymark.kql.syntax.Token;
import java.util.List;

/** Cuts queries into tokens. */
final class QueryTokens {
  private QueryTokens() {}

  /** Without white space and comments. */
  static List<Token> of(String kql) {
    return KqlLexer.tokens(kql).stream().filter(token -> !token.kind().isTrivia()).toList();
  }
}
