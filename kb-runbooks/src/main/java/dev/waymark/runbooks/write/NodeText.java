package dev.waymark.runbooks.write;

import dev.waymark.model.entry.Risk;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.markdown.DocumentSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** New steps, causes and actions as lines of Markdown. */
final class NodeText {
  private static final String STATES = "| State | When | Means | Next |";
  private static final String ANSWERS = "| Answer | Means | Next |";

  private final List<String> lines = new ArrayList<>();

  private NodeText() {}

  static List<String> step(Change.AddStep step) {
    NodeText text = new NodeText();
    text.heading(step.title());
    text.block(prose(step.prose()));
    switch (step.content()) {
      case Draft.Check check -> text.check(check);
      case Draft.Question question -> text.question(question);
    }
    return text.lines;
  }

  static List<String> cause(Change.AddCause cause, String resolution) {
    NodeText text = new NodeText();
    text.heading(cause.title());
    List<String> prose = new ArrayList<>(prose(cause.prose()));
    Draft.Target target = new Draft.Target(cause.resolution().title(), "#" + resolution);
    String link = Inline.link(target) + ".";
    if (prose.isEmpty()) {
      prose.add(link);
    } else {
      prose.set(prose.size() - 1, prose.get(prose.size() - 1) + " " + link);
    }
    text.block(prose);
    return text.lines;
  }

  static List<String> action(Draft.Action action) {
    NodeText text = new NodeText();
    text.heading(action.title());
    text.block(List.of("Risk: " + action.risk().label()));
    text.block(action.tasks().stream().map(task -> "- [ ] " + Inline.item(task)).toList());
    action.code().forEach(text::code);
    action
        .verify()
        .ifPresent(
            verify -> {
              text.block(List.of("#### Verify"));
              text.check(verify);
            });
    return text.lines;
  }

  /** What the compiler will miss in an action. */
  static List<String> toDo(Draft.Action action) {
    List<String> missing = new ArrayList<>();
    if (action.tasks().isEmpty()) {
      missing.add(
          "\"%s\" has nothing to do yet: list it, each item with `- [ ]` before it"
              .formatted(action.title()));
    }
    if (action.verify().isEmpty() && action.risk() != Risk.READ) {
      missing.add(
          "\"%s\" changes something and isn't verified yet: add `#### Verify` with a query and a table %s"
              .formatted(action.title(), STATES));
    }
    return missing;
  }

  /** The slug that a heading gets where no other one wants it. */
  static String slug(String title) {
    SourceFile file = new SourceFile("", "### " + Inline.heading(title) + "\n");
    Optional<DocumentSection> section = EntryText.read(file).sections().stream().findFirst();
    return section
        .map(heading -> heading.heading().slug())
        .filter(slug -> !slug.isEmpty())
        .orElseThrow(
            () ->
                new RefusedWriteException(
                    "The heading \"%s\" has no letters, so nothing can link to it".formatted(title),
                    "Give it another name"));
  }

  private static List<String> prose(String prose) {
    List<String> lines = Inline.paragraphs(prose);
    if (lines.stream().anyMatch(line -> line.startsWith("\\|"))) {
      throw new RefusedWriteException(
          "A line of the prose begins with |, so it would nearly be a table",
          "Begin it with a word, and write tables into the file itself");
    }
    return lines;
  }

  private void heading(String title) {
    lines.add("### " + Inline.heading(title));
  }

  private void block(List<String> block) {
    if (!block.isEmpty()) {
      lines.add("");
      lines.addAll(block);
    }
  }

  private void code(Draft.Code code) {
    int longest =
        code.body()
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("`"))
            .mapToInt(Inline::longestRun)
            .max()
            .orElse(0);
    String mark = "`".repeat(Math.max(3, longest + 1));
    List<String> fence = new ArrayList<>();
    fence.add(mark + Inline.folded(code.info()));
    code.body().stripTrailing().lines().forEach(fence::add);
    fence.add(mark);
    block(fence);
  }

  private void check(Draft.Check check) {
    code(check.code());
    List<String> table = new ArrayList<>(List.of(STATES, "|---|---|---|---|"));
    for (Draft.Branch branch : check.branches()) {
      table.add(row(TableWriter.cells(branch)));
    }
    block(table);
  }

  private void question(Draft.Question question) {
    List<String> table = new ArrayList<>(List.of(ANSWERS, "|---|---|---|"));
    for (Draft.Answer answer : question.answers()) {
      table.add(row(TableWriter.cells(answer)));
    }
    block(table);
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
