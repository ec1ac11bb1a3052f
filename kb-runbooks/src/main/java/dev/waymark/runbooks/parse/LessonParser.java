package dev.waymark.runbooks.parse;

import dev.waymark.model.entry.LessonNote;
import dev.waymark.model.entry.Link;
import dev.waymark.runbooks.markdown.Block;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a lesson: <code>- 2026-11-01: what was learned. [Incident](…) [Step](#…)</code>. */
final class LessonParser {
  private static final Pattern DATED =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?::|\\s+[-–—]|)\\s+(.*)", Pattern.DOTALL);
  private static final String SHAPE =
      "Write `- 2026-11-01: what was learned. [Incident 142](https://…), [Which backends"
          + " fail?](#which-backends-fail)`.";

  private final IssueCollector issues;

  LessonParser(IssueCollector issues) {
    this.issues = issues;
  }

  Optional<LessonNote> parse(Block.Item item) {
    Matcher dated = DATED.matcher(item.markdown());
    Optional<LocalDate> date =
        dated.matches() ? FrontMatterParser.date(dated.group(1)) : Optional.empty();
    if (date.isEmpty()) {
      issues.add(
          StructureIssue.BAD_LESSON,
          item.span(),
          "This lesson doesn't begin with the date on which it was learned",
          SHAPE);
      return Optional.empty();
    }
    List<Link> links = item.blocks().stream().flatMap(block -> Links.of(block).stream()).toList();
    boolean step = links.stream().anyMatch(link -> link.to().isHere());
    boolean incident = links.stream().anyMatch(link -> !link.to().isHere());
    if (!step || !incident) {
      issues.add(
          StructureIssue.BAD_LESSON,
          item.span(),
          step
              ? "This lesson has no link to its incident record"
              : "This lesson has no link to the step where it was learned",
          SHAPE);
    }
    return Optional.of(new LessonNote(date.get(), dated.group(2), links, item.span()));
  }
}
