package dev.waymark.runbooks.compile;

import dev.waymark.model.entry.Fence;
import dev.waymark.runbooks.kql.syntax.KqlLexer;
import dev.waymark.runbooks.kql.syntax.Token;
import java.util.IdentityHashMap;
import java.util.List;

/** The tokens of an entry's queries, each cut once, for all passes that look at them. */
final class Tokens {
  private final IdentityHashMap<Fence, List<Token>> byFence = new IdentityHashMap<>();

  List<Token> of(Fence fence) {
    return byFence.computeIfAbsent(fence, f -> of(f.body().text()));
  }

  /** Without white space and comments. */
  static List<Token> of(String kql) {
    return KqlLexer.tokens(kql).stream().filter(token -> !token.kind().isTrivia()).toList();
  }
}
