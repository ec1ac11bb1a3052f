package dev.waymark.runbooks.parse;

import dev.waymark.model.entry.CodeBlock;
import dev.waymark.model.entry.Fence;
import dev.waymark.model.source.Excerpt;
import dev.waymark.runbooks.fence.FenceOption;
import dev.waymark.runbooks.fence.FenceType;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.markdown.Block;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Understands what stands behind an opening fence. */
final class Fences {
  private final IssueCollector issues;

  Fences(IssueCollector issues) {
    this.issues = issues;
  }

  static boolean runs(Block.FenceBlock fence) {
    return FenceTypes.behind(fence.info().text()).isPresent();
  }

  static CodeBlock shown(Block.FenceBlock fence) {
    return new CodeBlock(fence.info().text(), fence.body(), fence.span());
  }

  /** A fence that runs; call only if {@link #runs} says so. */
  Fence running(Block.FenceBlock fence) {
    List<String> words = words(fence);
    FenceType type = FenceTypes.behind(fence.info().text()).orElseThrow();
    int kindWords = type.kind().label().split(" ").length;
    Map<String, String> options = new HashMap<>();
    int from = 0;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int at = fence.info().text().indexOf(word, from);
      from = at + word.length();
      if (i >= kindWords) {
        option(type, fence.info().part(at, from), options);
      }
    }
    return new Fence(type.kind(), options, fence.body(), fence.span());
  }

  /** Warns if a fence looks as if its author wanted it to run. */
  void checkShown(Block.FenceBlock fence) {
    List<String> words = words(fence);
    if (words.isEmpty()) {
      return;
    }
    FenceTypes.meant(words.get(0))
        .ifPresent(
            type ->
                issues.add(
                    StructureIssue.FENCE_NOT_RUN,
                    fence.info().span(),
                    "A `%s` fence is shown, and not run".formatted(words.get(0)),
                    "Write `%s` if it should run.".formatted(type.kind().label())));
  }

  private static List<String> words(Block.FenceBlock fence) {
    String info = fence.info().text().strip();
    return info.isEmpty() ? List.of() : List.of(info.split("\\s+"));
  }

  private void option(FenceType type, Excerpt word, Map<String, String> options) {
    int equals = word.text().indexOf('=');
    String name = equals < 0 ? word.text() : word.text().substring(0, equals);
    Optional<FenceOption> option =
        type.options().stream().filter(one -> equals >= 0 && one.name().equals(name)).findFirst();
    if (option.isEmpty()) {
      issues.add(
          StructureIssue.FENCE_OPTION,
          word.span(),
          "The `%s` fence has no option `%s`".formatted(type.kind().label(), word.text()),
          optionsHint(type, name));
      return;
    }
    String value = word.text().substring(equals + 1);
    if (!option.get().grammar().test(value)) {
      issues.add(
          StructureIssue.FENCE_OPTION,
          word.part(equals + 1, word.text().length()).span(),
          "The option `%s` can't be `%s`".formatted(name, value),
          "Write " + option.get().expected() + ".");
    } else if (options.put(name, value) != null) {
      issues.add(
          StructureIssue.FENCE_OPTION,
          word.span(),
          "This fence has the option `%s` twice".formatted(name),
          "Keep one of them.");
    }
  }

  private static String optionsHint(FenceType type, String written) {
    List<String> known = type.options().stream().map(option -> option.name() + "=").toList();
    return known.isEmpty() ? "Remove it: it takes none." : Suggestion.hint(written, known);
  }
}
