package dev.waymark.runbooks.parse;

import dev.waymark.model.entry.CodeBlock;
import dev.waymark.model.entry.Fence;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.markdown.Block;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Understands what stands behind an opening fence. */
final class Fences {
  private static final List<String> OPTIONS =
      List.of("timeout", "rows", "chart", "workspace", "resource");
  private static final List<String> CHARTS = List.of("time", "bar");
  private static final int MAX_ROWS = 10_000;

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

  /** A fence that runs; call only where {@link #runs} says so. */
  Fence running(Block.FenceBlock fence) {
    List<String> words = words(fence);
    FenceKind kind = FenceTypes.behind(fence.info().text()).orElseThrow().kind();
    int kindWords = kind.label().split(" ").length;
    Map<String, String> options = new HashMap<>();
    int from = 0;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int at = fence.info().text().indexOf(word, from);
      from = at + word.length();
      if (i >= kindWords) {
        option(fence.info().part(at, from), options);
      }
    }
    return new Fence(kind, options, fence.body(), fence.span());
  }

  /** Warns where a fence looks as if its author wanted it to run. */
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

  private void option(Excerpt word, Map<String, String> options) {
    int equals = word.text().indexOf('=');
    String key = equals < 0 ? word.text() : word.text().substring(0, equals);
    String value = equals < 0 ? "" : word.text().substring(equals + 1);
    if (equals < 0 || !OPTIONS.contains(key)) {
      issues.add(
          StructureIssue.FENCE_OPTION,
          word.span(),
          "A fence has no option `%s`".formatted(word.text()),
          Suggestion.hint(key, OPTIONS.stream().map(option -> option + "=").toList()));
      return;
    }
    Optional<String> expected = expected(key, value);
    if (expected.isPresent()) {
      issues.add(
          StructureIssue.FENCE_OPTION,
          word.part(equals + 1, word.text().length()).span(),
          "The option `%s` can't be `%s`".formatted(key, value),
          "Write " + expected.get() + ".");
    } else if (options.put(key, value) != null) {
      issues.add(
          StructureIssue.FENCE_OPTION,
          word.span(),
          "This fence has the option `%s` twice".formatted(key),
          "Keep one of them.");
    }
  }

  /** What an option's value should be, where it is something else. */
  private static Optional<String> expected(String key, String value) {
    return switch (key) {
      case "timeout" ->
          expected(
              "a time from 1ms to 10m, such as timeout=20s",
              Timespan.parse(value).filter(Fences::isTimeout));
      case "rows" -> expected("a number from 1 to 10,000, such as rows=500", rows(value));
      case "chart" ->
          expected("chart=time or chart=bar", Optional.of(value).filter(CHARTS::contains));
      default ->
          expected(
              "the name of a parameter, such as " + key + "=" + key,
              Optional.of(value).filter(name -> ParameterParser.NAME.matcher(name).matches()));
    };
  }

  private static Optional<String> expected(String what, Optional<?> value) {
    return value.isPresent() ? Optional.empty() : Optional.of(what);
  }

  private static boolean isTimeout(Duration length) {
    return length.compareTo(Duration.ofMillis(1)) >= 0
        && length.compareTo(Duration.ofMinutes(10)) <= 0;
  }

  private static Optional<Integer> rows(String value) {
    return value.matches("\\d{1,5}")
        ? Optional.of(Integer.valueOf(value)).filter(rows -> rows >= 1 && rows <= MAX_ROWS)
        : Optional.empty();
  }
}
