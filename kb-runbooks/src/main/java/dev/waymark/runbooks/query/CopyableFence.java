package dev.waymark.runbooks.query;

import dev.waymark.kql.syntax.KqlLexer;
import dev.waymark.kql.syntax.Token;
import dev.waymark.kql.syntax.TokenKind;
import dev.waymark.model.entry.CodeBlock;
import dev.waymark.model.entry.Fence;
import dev.waymark.runbooks.fence.FenceType;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.fence.Template;
import dev.waymark.runbooks.tree.CompiledCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A fence that people copy and run themselves, such as one of an action's list.
 *
 * @param text with the run's values in it; as the author wrote it where there is a problem
 * @param problem which value can't stand in it, and why
 */
public record CopyableFence(String text, Optional<String> problem) {
  /**
   * Binds values into a fence for display.
   *
   * @param remembering the names of all values that steps of the entry remember
   */
  public static CopyableFence of(
      CodeBlock block,
      Set<String> remembering,
      Map<String, Object> params,
      Map<String, Object> remembered) {
    String body = block.body().text();
    Optional<FenceType> type = FenceTypes.behind(block.info());
    if (type.isEmpty()) {
      return new CopyableFence(body, Optional.empty());
    }
    var fence = new Fence(type.get().kind(), Map.of(), block.body(), block.span());
    Set<String> known = new HashSet<>(remembering);
    known.addAll(params.keySet());
    known.addAll(remembered.keySet());
    List<String> names = type.get().dialect().isPresent() ? names(block, known) : List.of();
    var check = new CompiledCheck(fence, names, List.of(), List.of());
    return switch (Binding.of(check, params, remembered)) {
      case Binding.Bound bound -> new CopyableFence(bound.query().text(), Optional.empty());
      case Binding.Unbound unbound -> new CopyableFence(body, Optional.of(unbound.message()));
    };
  }

  /**
   * The values that a fence uses, in its order; none where it is only shown.
   *
   * @param known names that a run may have values of
   */
  public static List<String> names(CodeBlock block, Set<String> known) {
    String body = block.body().text();
    Stream<String> words =
        FenceTypes.behind(block.info()).stream()
            .flatMap(
                type ->
                    type.dialect().isPresent()
                        ? KqlLexer.tokens(body).stream()
                            .filter(token -> token.kind() == TokenKind.WORD)
                            .map(Token::text)
                        : Template.names(body));
    return words.filter(known::contains).distinct().toList();
  }
}
