package dev.waymark.runbooks.parse;

import dev.waymark.model.entry.EscalationRule;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.markdown.Block;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the escalation table. */
final class EscalationParser {
  private final IssueCollector issues;

  EscalationParser(IssueCollector issues) {
    this.issues = issues;
  }

  /** The rules that can be read; a row that can't be is an issue. */
  List<EscalationRule> rules(Block.TableBlock table) {
    List<EscalationRule> rules = new ArrayList<>();
    int[] positions = TableKind.ESCALATION.positions(table).orElseThrow();
    for (Block.TableLine line : table.rows()) {
      CellRow row = new CellRow(line, positions);
      if (line.cells().size() != table.header().cells().size()) {
        issues.add(
            StructureIssue.WRONG_CELLS,
            line.span(),
            "This row has %d cells, but the header has %d"
                .formatted(line.cells().size(), table.header().cells().size()),
            "Write " + TableKind.ESCALATION.header() + ".");
      }
      Optional<IncidentSeverity> severity = severity(row);
      Optional<Duration> within = within(row);
      if (row.plain(2).isEmpty()) {
        bad(
            row,
            2,
            "This row doesn't say whom to call",
            "Write a team, person or rota under `Who`.");
      }
      if (severity.isPresent() && within.isPresent()) {
        rules.add(
            new EscalationRule(
                severity.get(), row.plain(1), row.content(2).text(), within.get(), line.span()));
      }
    }
    return rules;
  }

  private Optional<IncidentSeverity> severity(CellRow row) {
    String written = row.plain(0);
    Optional<IncidentSeverity> severity = IncidentSeverity.ofLabel(written);
    if (severity.isEmpty()) {
      bad(
          row,
          0,
          "`%s` isn't a severity".formatted(written),
          "Write one of " + FrontMatterParser.severities() + ", a row for each.");
    }
    return severity;
  }

  private Optional<Duration> within(CellRow row) {
    Excerpt written = row.content(3);
    Optional<Duration> within =
        Timespan.parse(written.text()).filter(length -> !length.isNegative() && !length.isZero());
    if (within.isEmpty()) {
      bad(
          row,
          3,
          "`%s` isn't a length of time".formatted(written.text()),
          "Write a number and a unit, such as 30m or 4h.");
    }
    return within;
  }

  private void bad(CellRow row, int column, String message, String hint) {
    issues.add(StructureIssue.BAD_ESCALATION_CELL, row.span(column), message, hint);
  }
}
