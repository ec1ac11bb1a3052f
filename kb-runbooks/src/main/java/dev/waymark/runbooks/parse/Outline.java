package dev.waymark.runbooks.parse;

import dev.waymark.model.entry.Heading;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.markdown.Block;
import dev.waymark.runbooks.markdown.Document;
import dev.waymark.runbooks.markdown.DocumentSection;
import dev.waymark.runbooks.markdown.Slugs;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The title and the known sections of a document, found in whatever order and spelling they stand.
 *
 * @param title absent if there is none
 * @param introduction the blocks under the title
 * @param sections what stands under each known heading; a repeated one is put behind the first
 */
record Outline(
    Optional<Heading> title,
    List<Block> introduction,
    Map<SectionKind, List<DocumentSection>> sections) {

  List<DocumentSection> of(SectionKind kind) {
    return sections.getOrDefault(kind, List.of());
  }

  static Outline of(Document document, IssueCollector issues) {
    return new Finder(document, issues).find();
  }

  private static final class Finder {
    private final Document document;
    private final IssueCollector issues;
    private final List<Block> introduction = new ArrayList<>();
    private final Map<SectionKind, List<DocumentSection>> sections =
        new EnumMap<>(SectionKind.class);
    private Optional<Heading> title = Optional.empty();
    private Optional<SectionKind> latest = Optional.empty();

    Finder(Document document, IssueCollector issues) {
      this.document = document;
      this.issues = issues;
    }

    Outline find() {
      document.sections().forEach(this::take);
      SourceSpan top = title.map(Heading::span).orElse(document.source().lineSpan(1));
      if (title.isEmpty()) {
        issues.add(
            StructureIssue.NO_TITLE,
            top,
            "The entry has no title",
            "Write `# ` and what responders see, after the front matter.");
      } else {
        document.preamble().forEach(this::beforeTitle);
      }
      for (SectionKind kind : SectionKind.values()) {
        if (kind.isMandatory() && !sections.containsKey(kind)) {
          missing(kind, top);
        }
      }
      checkRepeats();
      return new Outline(title, introduction, sections);
    }

    private void missing(SectionKind kind, SourceSpan top) {
      String place =
          kind.mandatoryBefore()
              .map(before -> "after ## " + before.title())
              .orElse("after the introduction");
      issues.add(
          StructureIssue.MISSING_SECTION,
          top,
          "The section ## %s is missing".formatted(kind.title()),
          "Add it %s, and %s.".formatted(place, kind.purpose()));
    }

    private void beforeTitle(Block block) {
      issues.add(
          StructureIssue.TEXT_NOT_SHOWN,
          block.span(),
          "This is before the title, so a run never shows it",
          "Move it under the title, or remove it.");
    }

    private void take(DocumentSection section) {
      if (section.level() == 1) {
        takeTitle(section);
      } else if (section.level() == 2) {
        takeSection(section);
      } else {
        issues.add(
            StructureIssue.UNEXPECTED_HEADING,
            section.heading().span(),
            "The heading \"%s\" is outside of every section".formatted(section.heading().text()),
            "Move it under one of ## " + String.join(", ## ", SectionKind.titles()) + ".");
      }
    }

    private void takeTitle(DocumentSection section) {
      if (title.isEmpty()) {
        title = Optional.of(section.heading());
        introduction.addAll(section.blocks());
      } else {
        issues.add(
            StructureIssue.SECOND_TITLE,
            section.heading().span(),
            "\"%s\" is a second title".formatted(section.heading().text()),
            "An entry has one # heading: write ## for a section, or make a second entry.");
      }
      section.sections().forEach(this::take);
    }

    private void takeSection(DocumentSection section) {
      Optional<SectionKind> found = SectionKind.ofTitle(section.heading().text());
      SectionKind kind = found.or(() -> meant(section.heading())).orElse(null);
      if (kind == null) {
        return;
      }
      List<DocumentSection> same = sections.computeIfAbsent(kind, k -> new ArrayList<>());
      if (!same.isEmpty()) {
        issues.add(
            StructureIssue.REPEATED_SECTION,
            section.heading().span(),
            "There are two sections ## %s".formatted(kind.title()),
            "Merge them.");
      } else if (latest.isPresent() && latest.get().compareTo(kind) > 0) {
        issues.add(
            StructureIssue.SECTION_OUT_OF_ORDER,
            section.heading().span(),
            "## %s comes after ## %s".formatted(kind.title(), latest.get().title()),
            "Put the sections into this order: " + String.join(", ", SectionKind.titles()) + ".");
      }
      same.add(section);
      latest = latest.filter(before -> before.compareTo(kind) > 0).or(() -> Optional.of(kind));
      if (section.blocks().isEmpty() && section.sections().isEmpty()) {
        issues.add(
            StructureIssue.EMPTY_SECTION,
            section.heading().span(),
            "## %s is empty".formatted(kind.title()),
            kind.instruction());
      }
    }

    private Optional<SectionKind> meant(Heading heading) {
      Optional<String> near = Suggestion.nearest(heading.text(), SectionKind.titles());
      issues.add(
          StructureIssue.UNKNOWN_SECTION,
          heading.span(),
          "An entry has no section \"%s\"".formatted(heading.text()),
          near.map(word -> "Did you mean ## " + word + "?")
              .orElse(
                  "Its sections are "
                      + String.join(", ", SectionKind.titles())
                      + ". Move the text into one of them."));
      return near.flatMap(SectionKind::ofTitle);
    }

    /** Headings that are nodes must have a slug, and one that no other heading wants too. */
    private void checkRepeats() {
      Map<String, Heading> seen = new HashMap<>();
      title.ifPresent(heading -> seen.put(heading.slug(), heading));
      sections.values().stream().flatMap(List::stream).forEach(s -> checkRepeat(s, seen));
      sections.values().stream()
          .flatMap(List::stream)
          .flatMap(section -> section.sections().stream())
          .forEach(section -> checkRepeat(section, seen));
    }

    private void checkRepeat(DocumentSection section, Map<String, Heading> seen) {
      Heading heading = section.heading();
      String wanted = Slugs.slug(heading.text());
      if (wanted.isEmpty()) {
        issues.add(
            StructureIssue.UNEXPECTED_HEADING,
            heading.span(),
            "This heading has no letters, so nothing can link to it",
            "Write a name with letters.");
      }
      Heading first = seen.putIfAbsent(wanted, heading);
      if (first != null && SectionKind.ofTitle(heading.text()).isEmpty()) {
        issues.add(
            StructureIssue.REPEATED_HEADING,
            heading.span(),
            "\"%s\" has the same anchor #%s as \"%s\" in line %d"
                .formatted(
                    heading.text(),
                    wanted,
                    first.text(),
                    document.source().position(first.span().start()).line()),
            "Give it another name: links couldn't tell the two apart.");
      }
    }
  }
}
