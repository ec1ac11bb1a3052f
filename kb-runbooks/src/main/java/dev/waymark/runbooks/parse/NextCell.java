package dev.waymark.runbooks.parse;

import dev.waymark.model.entry.Link;
import dev.waymark.model.entry.Next;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.Timespan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a {@code Next} cell: one link, or in a table of states that it is asked again. */
final class NextCell {
  private static final String AGAIN = "Ask again after ";
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration PLACEHOLDER = Duration.ofMinutes(5);

  private final CellRow row;
  private final int column;
  private final IssueCollector issues;

  NextCell(CellRow row, int column, IssueCollector issues) {
    this.row = row;
    this.column = column;
    this.issues = issues;
  }

  /** What follows from an answer of a query. */
  Next afterQuery() {
    return saysAgain() ? new Next.AskAgain(after(), row.span(column)) : new Next.Follow(link());
  }

  /** Where a person's answer leads. */
  Link afterPerson() {
    if (saysAgain()) {
      issues.add(
          StructureIssue.BAD_NEXT_CELL,
          row.span(column),
          "A person's answer can't be asked for again after a while",
          "Link to a step that asks the question, or ask a query and let its `State` row say so.");
      return placeholder();
    }
    return link();
  }

  private boolean saysAgain() {
    return links().isEmpty() && text().toLowerCase(Locale.ROOT).startsWith("ask again");
  }

  private Duration after() {
    Optional<Duration> written =
        text().startsWith(AGAIN)
            ? Timespan.parse(text().substring(AGAIN.length()))
            : Optional.empty();
    if (written.isEmpty()) {
      bad(
          "`%s` doesn't say when to ask again".formatted(text()),
          "Write `Ask again after 5m`, with a timespan such as 30s, 5m or 1h.");
      return PLACEHOLDER;
    }
    Duration after = written.get();
    if (after.compareTo(SHORTEST) < 0 || after.compareTo(LONGEST) > 0) {
      bad(
          "`%s` is %s to ask again after"
              .formatted(
                  text().substring(AGAIN.length()),
                  after.compareTo(SHORTEST) < 0 ? "too short a time" : "too long a time"),
          "Write a time from %s to %s."
              .formatted(Timespan.format(SHORTEST), Timespan.format(LONGEST)));
      return PLACEHOLDER;
    }
    return after;
  }

  private Link link() {
    List<Link> links = links();
    if (links.size() != 1 || !links.get(0).span().equals(row.content(column).span())) {
      bad(
          links.size() > 1
              ? "`Next` has %d links, so it isn't clear where to go".formatted(links.size())
              : links.isEmpty() ? "`Next` has no link" : "`Next` has more than a link",
          "Write exactly one link, such as [Escalate](#escalation).");
    }
    return links.isEmpty() ? placeholder() : links.get(0);
  }

  private List<Link> links() {
    return row.cell(column).map(cell -> cell.text().links()).orElse(List.of());
  }

  private String text() {
    return row.content(column).text().strip();
  }

  private Link placeholder() {
    SourceSpan span = row.span(column);
    return new Link("Escalate", "#escalation", span);
  }

  private void bad(String message, String hint) {
    issues.add(StructureIssue.BAD_NEXT_CELL, row.span(column), message, hint);
  }
}
