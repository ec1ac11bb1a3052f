package dev.waymark.runbooks.query;

import dev.waymark.kql.syntax.KqlLexer;
import dev.waymark.kql.syntax.Token;
import dev.waymark.kql.syntax.TokenKind;
import dev.waymark.model.entry.CodeBlock;
import dev.waymark.model.entry.Fence;
import dev.waymark.runbooks.fence.FenceType;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.tree.CompiledCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fence that people copy and run themselves, such as one of an action's list.
 *
 * @param text with the run's values in it; as the author wrote it where there is a problem
 * @param problem which value can't stand in it, and why
 */
public record CopyableFence(String text, Optional<String> problem) {
  /** Binds values into a fence for display. */
  public static CopyableFence of(
      CodeBlock block, Map<String, Object> params, Map<String, Object> remembered) {
    String body = block.body().text();
    Optional<FenceType> type = FenceTypes.behind(block.info());
    if (type.isEmpty()) {
      return new CopyableFence(body, Optional.empty());
    }
    var fence = new Fence(type.get().kind(), Map.of(), block.body(), block.span());
    List<String> names =
        type.get().dialect().isPresent() ? names(body, params, remembered) : List.of();
    var check = new CompiledCheck(fence, names, List.of(), List.of());
    return switch (Binding.of(check, params, remembered)) {
      case Binding.Bound bound -> new CopyableFence(bound.query().text(), Optional.empty());
      case Binding.Unbound unbound -> new CopyableFence(body, Optional.of(unbound.message()));
    };
  }

  private static List<String> names(
      String kql, Map<String, Object> params, Map<String, Object> remembered) {
    return KqlLexer.tokens(kql).stream()
        .filter(token -> token.kind() == TokenKind.WORD)
        .map(Token::text)
        .filter(name -> params.containsKey(name) || remembered.containsKey(name))
        .distinct()
        .toList();
  }
}
