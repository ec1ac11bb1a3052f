package dev.waymark.runbooks.parse;

import dev.waymark.model.entry.Action;
import dev.waymark.model.entry.Cause;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.EscalationRule;
import dev.waymark.model.entry.Fence;
import dev.waymark.model.entry.FrontMatter;
import dev.waymark.model.entry.Heading;
import dev.waymark.model.entry.LessonNote;
import dev.waymark.model.entry.PreventionItem;
import dev.waymark.model.entry.Prose;
import dev.waymark.model.entry.Section;
import dev.waymark.model.entry.Step;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.source.StageResult;
import dev.waymark.runbooks.markdown.Block;
import dev.waymark.runbooks.markdown.Document;
import dev.waymark.runbooks.markdown.DocumentSection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes an entry of a document. An entry comes out whatever is wrong with the document, so that
 * later stages find their issues in the same run: what is missing is a placeholder, and an issue at
 * error level says so. What later stages may assume: if there is no such issue, every part is what
 * its record says. A section that the file lacks has a heading with an empty span.
 */
public final class EntryParser {
  private final Document document;
  private final IssueCollector issues;

  private EntryParser(Document document) {
    this.document = document;
    this.issues = new IssueCollector(document.source());
  }

  /** The entry of a document, and everything that is wrong with its front matter and structure. */
  public static StageResult<Entry> parse(Document document) {
    return new EntryParser(document).parse();
  }

  private StageResult<Entry> parse() {
    FrontMatterParser head = new FrontMatterParser(document.source(), issues);
    FrontMatter frontMatter = head.parse(document);
    Outline outline = Outline.of(document, issues);
    outline
        .title()
        .ifPresent(heading -> head.title().ifPresent(written -> checkTitle(heading, written)));
    SourceSpan end =
        new SourceSpan(document.source().text().length(), document.source().text().length());
    Heading title = outline.title().orElse(new Heading(frontMatter.title(), "", end));
    Entry entry =
        new Entry(
            document.source(),
            Hash.of(document.source()),
            frontMatter,
            title,
            ProseBuilder.of(document, outline.introduction(), title.span()),
            symptoms(outline),
            definitions(outline),
            steps(outline),
            causes(outline),
            actions(outline),
            prevention(outline),
            section(outline, SectionKind.PREVENTION, end),
            escalation(outline),
            section(outline, SectionKind.ESCALATION, end),
            lessons(outline),
            document.links(),
            document.slugs());
    return StageResult.of(entry, issues.sorted());
  }

  /** Lists show the one, the entry's page the other. */
  private void checkTitle(Heading heading, String title) {
    if (!words(heading.text()).equals(words(title))) {
      issues.add(
          StructureIssue.OTHER_TITLE,
          heading.span(),
          "The heading differs from the title in the front matter, `%s`".formatted(title),
          "Use the same words for both: lists show the title, and the entry's page the heading.");
    }
  }

  private static String words(String title) {
    return title.replaceAll("[`*_]", "").strip().replaceAll("\\s+", " ");
  }

  private List<Prose> symptoms(Outline outline) {
    List<Prose> symptoms = new ArrayList<>();
    for (DocumentSection section : outline.of(SectionKind.SYMPTOMS)) {
      refuseNodes(section, "## Symptoms");
      for (Block block : section.blocks()) {
        if (block instanceof Block.ItemList list) {
          list.items().forEach(item -> symptoms.add(new Prose(item.markdown(), item.span())));
        } else {
          notShown(block, "Only list items count as symptoms", "Write it as a list item.");
        }
      }
      requireItems(section, symptoms.isEmpty());
    }
    return symptoms;
  }

  private List<Fence> definitions(Outline outline) {
    List<Fence> fences = new ArrayList<>();
    DefinitionsParser parser = new DefinitionsParser(issues);
    for (DocumentSection section : outline.of(SectionKind.DEFINITIONS)) {
      refuseNodes(section, "## Definitions");
      fences.addAll(parser.fences(section));
    }
    return fences;
  }

  private List<Step> steps(Outline outline) {
    NodeParser parser = new NodeParser(document, issues);
    return nodes(outline, SectionKind.DIAGNOSTICS).stream().map(parser::step).toList();
  }

  private List<Cause> causes(Outline outline) {
    Set<String> otherNodes = new HashSet<>(document.slugs());
    nodesOf(outline, SectionKind.RESOLUTION)
        .forEach(action -> otherNodes.remove(action.heading().slug()));
    NodeParser parser = new NodeParser(document, issues);
    return nodes(outline, SectionKind.ROOT_CAUSES).stream()
        .map(section -> parser.cause(section, otherNodes))
        .toList();
  }

  private List<Action> actions(Outline outline) {
    return nodes(outline, SectionKind.RESOLUTION).stream()
        .map(section -> new ActionParser(document, issues, section).parse())
        .toList();
  }

  private static List<DocumentSection> nodesOf(Outline outline, SectionKind kind) {
    return outline.of(kind).stream().flatMap(section -> section.sections().stream()).toList();
  }

  /** The {@code ###} headings of a section that holds nothing else. */
  private List<DocumentSection> nodes(Outline outline, SectionKind kind) {
    for (DocumentSection section : outline.of(kind)) {
      section.blocks().forEach(block -> outsideNodes(block, kind));
      if (section.sections().isEmpty() && !section.blocks().isEmpty()) {
        issues.add(
            StructureIssue.EMPTY_SECTION,
            section.heading().span(),
            "## %s has no ### headings".formatted(kind.title()),
            kind.instruction());
      }
      for (DocumentSection node : section.sections()) {
        if (node.level() != 3) {
          issues.add(
              StructureIssue.UNEXPECTED_HEADING,
              node.heading().span(),
              "\"%s\" skips a level of headings".formatted(node.heading().text()),
              "Write ### before it.");
        }
      }
    }
    return nodesOf(outline, kind);
  }

  private void outsideNodes(Block block, SectionKind kind) {
    boolean runs = block instanceof Block.FenceBlock fence && Fences.runs(fence);
    if (runs || block instanceof Block.TableBlock) {
      issues.add(
          StructureIssue.NOT_IN_A_NODE,
          block.span(),
          "This %s isn't under a ### heading".formatted(runs ? "fence" : "table"),
          "Under ## %s, %s, and put this under it.".formatted(kind.title(), kind.purpose()));
    } else {
      notShown(
          block,
          "This is before the first ### heading, so a run never shows it",
          "Move it under a ### heading, or into the introduction.");
    }
  }

  private List<PreventionItem> prevention(Outline outline) {
    List<PreventionItem> items = new ArrayList<>();
    for (DocumentSection section : outline.of(SectionKind.PREVENTION)) {
      items(section.blocks()).forEach(item -> items.add(preventionItem(Optional.empty(), item)));
      for (DocumentSection group : section.sections()) {
        refuseNodes(group, "a group of ## Prevention");
        items(group.blocks())
            .forEach(item -> items.add(preventionItem(Optional.of(group.heading()), item)));
        group.blocks().stream()
            .filter(block -> !(block instanceof Block.ItemList))
            .forEach(
                block -> notShown(block, "Only list items are proposed", "Write a list item."));
      }
      requireItems(section, items.isEmpty());
    }
    return items;
  }

  private static PreventionItem preventionItem(Optional<Heading> group, Block.Item item) {
    return new PreventionItem(group, item.markdown(), item.span());
  }

  private static List<Block.Item> items(List<Block> blocks) {
    return blocks.stream()
        .filter(Block.ItemList.class::isInstance)
        .flatMap(block -> ((Block.ItemList) block).items().stream())
        .toList();
  }

  private void requireItems(DocumentSection section, boolean none) {
    if (none && !(section.blocks().isEmpty() && section.sections().isEmpty())) {
      issues.add(
          StructureIssue.EMPTY_SECTION,
          section.heading().span(),
          "## %s has no list items".formatted(section.heading().text()),
          "Write each thing as a list item: `- …`.");
    }
  }

  private List<EscalationRule> escalation(Outline outline) {
    List<EscalationRule> rules = new ArrayList<>();
    for (DocumentSection section : outline.of(SectionKind.ESCALATION)) {
      refuseNodes(section, "## Escalation");
      List<Block.TableBlock> tables = escalationTables(section);
      tables.forEach(table -> rules.addAll(new EscalationParser(issues).rules(table)));
      if (tables.isEmpty() && !section.blocks().isEmpty()) {
        issues.add(
            StructureIssue.NO_TABLE,
            section.heading().span(),
            "## Escalation doesn't say whom to call and when",
            "Add a table " + TableKind.ESCALATION.header() + ".");
      }
      tables.stream().skip(1).forEach(this::secondTable);
    }
    return rules;
  }

  private List<Block.TableBlock> escalationTables(DocumentSection section) {
    List<Block.TableBlock> tables = new ArrayList<>();
    for (Block block : section.blocks()) {
      BrokenTables.report(block, issues);
      if (block instanceof Block.TableBlock table
          && TableKind.of(table)
              .or(() -> StepTableReader.meant(table, issues))
              .filter(TableKind.ESCALATION::equals)
              .isPresent()) {
        tables.add(table);
      }
    }
    return tables;
  }

  private void secondTable(Block.TableBlock table) {
    issues.add(
        StructureIssue.SECOND_TABLE,
        table.header().span(),
        "## Escalation has a second table",
        "Put all rows into one table.");
  }

  private List<LessonNote> lessons(Outline outline) {
    List<LessonNote> lessons = new ArrayList<>();
    LessonParser parser = new LessonParser(issues);
    for (DocumentSection section : outline.of(SectionKind.LESSONS)) {
      refuseNodes(section, "## Lessons");
      for (Block block : section.blocks()) {
        if (block instanceof Block.ItemList list) {
          list.items().forEach(item -> parser.parse(item).ifPresent(lessons::add));
        } else {
          notShown(block, "Only list items count as lessons", "Write it as a dated list item.");
        }
      }
    }
    return lessons;
  }

  /** A section that is a node by itself: what stands there besides its items and its table. */
  private Section section(Outline outline, SectionKind kind, SourceSpan end) {
    List<DocumentSection> sections = outline.of(kind);
    if (sections.isEmpty()) {
      String slug = kind == SectionKind.PREVENTION ? "prevention" : "escalation";
      return new Section(new Heading(kind.title(), slug, end), new Prose("", end));
    }
    DocumentSection section = sections.get(0);
    List<Block> shown = new ArrayList<>();
    for (Block block : section.blocks()) {
      boolean item = block instanceof Block.ItemList && kind == SectionKind.PREVENTION;
      boolean table =
          block instanceof Block.TableBlock t
              && TableKind.of(t).filter(TableKind.ESCALATION::equals).isPresent();
      if (!item && !table) {
        shown.add(block);
      }
    }
    return new Section(
        section.heading(), ProseBuilder.of(document, shown, section.heading().span()));
  }

  private void refuseNodes(DocumentSection section, String owner) {
    for (DocumentSection inner : section.sections()) {
      issues.add(
          StructureIssue.UNEXPECTED_HEADING,
          inner.heading().span(),
          "The heading \"%s\" is inside %s".formatted(inner.heading().text(), owner),
          "Use bold text instead.");
    }
  }

  private void notShown(Block block, String message, String hint) {
    issues.add(StructureIssue.TEXT_NOT_SHOWN, block.span(), message, hint);
  }
}
