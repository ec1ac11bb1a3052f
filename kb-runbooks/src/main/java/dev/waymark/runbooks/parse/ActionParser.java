package dev.waymark.runbooks.parse;

import dev.waymark.model.entry.Action;
import dev.waymark.model.entry.CodeBlock;
import dev.waymark.model.entry.Heading;
import dev.waymark.model.entry.Risk;
import dev.waymark.model.entry.TaskItem;
import dev.waymark.model.entry.Verification;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.markdown.Block;
import dev.waymark.runbooks.markdown.Document;
import dev.waymark.runbooks.markdown.DocumentSection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one action: prose, risk, task list, verification, in this order. */
final class ActionParser {
  private static final String VERIFY = "Verify";
  private static final String RISK = "Risk:";
  private static final List<String> RISKS = Arrays.stream(Risk.values()).map(Risk::label).toList();

  private final Document document;
  private final IssueCollector issues;
  private final DocumentSection section;
  private final Heading heading;
  private final List<Block> prose = new ArrayList<>();
  private final List<TaskItem> items = new ArrayList<>();
  private Optional<Risk> risk = Optional.empty();
  private boolean riskSeen;

  ActionParser(Document document, IssueCollector issues, DocumentSection section) {
    this.document = document;
    this.issues = issues;
    this.section = section;
    this.heading = section.heading();
  }

  Action parse() {
    section.blocks().forEach(this::take);
    Optional<Verification> verification = Optional.empty();
    for (DocumentSection inner : section.sections()) {
      if (isVerify(inner.heading(), inner.level())) {
        if (verification.isPresent()) {
          unexpected(inner, "Keep one #### Verify for each action.");
        } else {
          verification = new NodeParser(document, issues).verification(inner, heading.text());
        }
      } else {
        unexpected(inner, "Use bold text: the only heading inside an action is #### Verify.");
        prose.add(new Block.Other(inner.heading().span()));
        ProseBuilder.allBlocks(inner).forEach(prose::add);
      }
    }
    checkComplete();
    return new Action(
        heading,
        ProseBuilder.of(document, prose, heading.span()),
        risk.orElse(Risk.READ),
        items,
        verification);
  }

  private boolean isVerify(Heading inner, int level) {
    if (inner.text().equals(VERIFY) && level == 4) {
      return true;
    }
    boolean near = Suggestion.nearest(inner.text(), List.of(VERIFY, "Verification")).isPresent();
    if (near) {
      issues.add(
          StructureIssue.UNEXPECTED_HEADING,
          inner.span(),
          "\"%s\" looks like the heading of a verification".formatted(inner.text()),
          "Write #### Verify.");
    }
    return near;
  }

  private void unexpected(DocumentSection inner, String hint) {
    issues.add(
        StructureIssue.UNEXPECTED_HEADING,
        inner.heading().span(),
        "The heading \"%s\" is inside the action \"%s\""
            .formatted(inner.heading().text(), heading.text()),
        hint);
  }

  private void take(Block block) {
    switch (block) {
      case Block.Paragraph paragraph when paragraph.text().plain().startsWith(RISK) ->
          takeRisk(paragraph);
      case Block.ItemList list when riskOrTasks(list) ->
          list.items().forEach(item -> takeItem(item, 0));
      case Block.FenceBlock fence when !items.isEmpty() -> addCode(fence);
      case Block.Paragraph _,
          Block.ItemList _,
          Block.FenceBlock _,
          Block.TableBlock _,
          Block.InnerHeading _,
          Block.Other _ ->
          takeProse(block);
    }
  }

  /** A list is a task list behind the risk line, and wherever it has boxes to tick. */
  private boolean riskOrTasks(Block.ItemList list) {
    return riskSeen || areTasks(list);
  }

  private void takeRisk(Block.Paragraph paragraph) {
    String plain = paragraph.text().plain();
    SourceSpan span = paragraph.span();
    if (riskSeen) {
      issues.add(
          StructureIssue.RISK,
          span,
          "The action \"%s\" has a second risk".formatted(heading.text()),
          "Keep the greater one, or make two actions.");
      return;
    }
    riskSeen = true;
    if (!items.isEmpty()) {
      outOfPlace(span, "The risk comes after the tasks");
    }
    String written = plain.substring(RISK.length()).strip();
    risk = Risk.ofLabel(written);
    if (risk.isEmpty() || document.source().text(span).indexOf('\n') >= 0) {
      String word = written.split("\\s", 2)[0];
      risk = risk.or(() -> Risk.ofLabel(word));
      issues.add(
          StructureIssue.RISK,
          span,
          risk.isPresent()
              ? "The risk isn't on a line of its own"
              : "`%s` isn't a risk".formatted(written),
          risk.isPresent()
              ? "Write only `%s %s`, with a blank line before and after.".formatted(RISK, word)
              : Suggestion.hint(word, RISKS));
    }
  }

  /** A task, and behind it those below it: all of an action's tasks in the order of the text. */
  private void takeItem(Block.Item item, int depth) {
    if (item.ticked().isEmpty()) {
      issues.add(
          StructureIssue.NO_TASKS,
          item.span(),
          "This item has no box to tick",
          "Write `- [ ]` before each thing to do.");
    } else if (item.ticked().get()) {
      issues.add(
          StructureIssue.TICKED_TASK,
          item.span(),
          "This task is ticked in the entry itself",
          "Write `- [ ]`: it is ticked during a run.");
    }
    List<CodeBlock> code =
        item.blocks().stream()
            .filter(Block.FenceBlock.class::isInstance)
            .map(block -> Fences.shown((Block.FenceBlock) block))
            .toList();
    items.add(new TaskItem(markdown(item), code, depth, item.span()));
    item.blocks().stream()
        .filter(ActionParser::areTasks)
        .flatMap(block -> ((Block.ItemList) block).items().stream())
        .filter(inner -> inner.ticked().isPresent())
        .forEach(inner -> takeItem(inner, depth + 1));
  }

  private static boolean areTasks(Block block) {
    return block instanceof Block.ItemList list
        && list.items().stream().anyMatch(item -> item.ticked().isPresent());
  }

  /** What an item says by itself: without its code, and without the tasks below it. */
  private String markdown(Block.Item item) {
    List<Block> own = item.blocks().stream().flatMap(ActionParser::withoutTasks).toList();
    return own.equals(item.blocks()) ? item.markdown() : ProseBuilder.markdown(document, own);
  }

  /** Items without a box among the tasks below another one are part of its text. */
  private static Stream<Block> withoutTasks(Block block) {
    if (block instanceof Block.FenceBlock) {
      return Stream.empty();
    }
    return areTasks(block)
        ? ((Block.ItemList) block)
            .items().stream()
                .filter(item -> item.ticked().isEmpty())
                .map(item -> new Block.Other(item.span()))
        : Stream.of(block);
  }

  private void addCode(Block.FenceBlock fence) {
    int last = items.size() - 1;
    TaskItem item = items.get(last);
    List<CodeBlock> code = new ArrayList<>(item.code());
    code.add(Fences.shown(fence));
    items.set(last, new TaskItem(item.markdown(), code, item.depth(), item.span()));
  }

  private void takeProse(Block block) {
    BrokenTables.report(block, issues);
    if (riskSeen || !items.isEmpty()) {
      outOfPlace(
          block.span(),
          block instanceof Block.FenceBlock
              ? "This fence isn't part of a task"
              : "This text comes after the risk or the tasks");
    }
    prose.add(block);
  }

  private void outOfPlace(SourceSpan span, String message) {
    issues.add(
        StructureIssue.OUT_OF_PLACE,
        span,
        message,
        "Write the text first, then the risk, then the tasks with their fences, then"
            + " #### Verify.");
  }

  private void checkComplete() {
    if (!riskSeen) {
      issues.add(
          StructureIssue.RISK,
          heading.span(),
          "The action \"%s\" doesn't say how risky it is".formatted(heading.text()),
          "Write `Risk: read`, `Risk: change` or `Risk: destructive` as a line of its own.");
    }
    if (items.isEmpty()) {
      issues.add(
          StructureIssue.NO_TASKS,
          heading.span(),
          "The action \"%s\" has no tasks".formatted(heading.text()),
          "List what to do, each item with `- [ ]` before it.");
    }
  }
}
