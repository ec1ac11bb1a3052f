package dev.waymark.runbooks.parse;

import dev.waymark.model.entry.AnswerRow;
import dev.waymark.model.entry.Link;
import dev.waymark.model.entry.Parameter;
import dev.waymark.model.entry.RememberRow;
import dev.waymark.model.entry.RowFinding;
import dev.waymark.model.entry.State;
import dev.waymark.model.entry.StateRow;
import dev.waymark.model.entry.VerdictRow;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.markdown.Block;
import dev.waymark.runbooks.markdown.CodeSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the rows of the tables of steps. */
final class StepTableReader {
  private static final String OTHERWISE = "otherwise";
  private static final List<String> STATES =
      Arrays.stream(State.values()).map(State::label).toList();

  private final IssueCollector issues;

  StepTableReader(IssueCollector issues) {
    this.issues = issues;
  }

  /**
   * What a table with a nearly right header is meant to be, with an issue; empty for any other
   * table.
   */
  static Optional<TableKind> meant(Block.TableBlock table, IssueCollector issues) {
    Optional<TableKind> near = TableKind.nearest(table);
    near.ifPresent(
        kind ->
            issues.add(
                StructureIssue.ALMOST_A_TABLE,
                table.header().span(),
                "This header is nearly %s, so the table would only be shown"
                    .formatted(kind.header(table)),
                "Write the header exactly like this: " + kind.header(table) + "."));
    return near.filter(kind -> kind.positions(table).isPresent());
  }

  /** The cells of each row, in the order of the kind's columns. */
  private List<CellRow> rows(TableKind kind, Block.TableBlock table) {
    int[] positions = kind.positions(table).orElseThrow();
    int width = table.header().cells().size();
    List<CellRow> rows = new ArrayList<>();
    for (Block.TableLine line : table.rows()) {
      if (line.cells().size() != width) {
        issues.add(
            StructureIssue.WRONG_CELLS,
            line.span(),
            "This row has %d cells, but the header has %d".formatted(line.cells().size(), width),
            "Write %s, and \\| for a | inside a cell.".formatted(kind.header(table)));
      }
      rows.add(new CellRow(line, positions));
    }
    if (rows.isEmpty()) {
      issues.add(
          StructureIssue.WRONG_CELLS,
          table.header().span(),
          "This table has no rows",
          "Write at least one row, or remove the table.");
    }
    return rows;
  }

  List<StateRow> states(Block.TableBlock table) {
    List<StateRow> states = new ArrayList<>();
    List<CellRow> rows = rows(TableKind.STATE, table);
    for (CellRow row : rows) {
      states.add(
          new StateRow(
              state(row),
              when(row),
              means(row, 2),
              finding(TableKind.STATE, row, 2),
              new NextCell(row, 3, issues).afterQuery(),
              row.line().span()));
    }
    checkOtherwise(rows, table);
    return states;
  }

  private State state(CellRow row) {
    Excerpt written = row.content(0);
    Optional<State> state = State.ofLabel(written.text());
    if (state.isEmpty()) {
      issues.add(
          StructureIssue.UNKNOWN_STATE,
          row.span(0),
          "`%s` isn't a state".formatted(written.text()),
          Suggestion.hint(written.text(), STATES));
    }
    return state.orElse(State.UNKNOWN);
  }

  private Optional<Excerpt> when(CellRow row) {
    Excerpt written = row.content(1);
    if (written.text().equals(OTHERWISE)) {
      return Optional.empty();
    }
    Optional<Excerpt> code = code(row, 1);
    if (code.isEmpty()) {
      issues.add(
          StructureIssue.BAD_CONDITION_CELL,
          row.span(1),
          written.text().isEmpty()
              ? "This row has nothing under `When`"
              : "`When` takes one condition in back-ticks, or the word otherwise",
          "Write a condition such as `rows.size() == 0` in back-ticks.");
    }
    return code.or(() -> Optional.of(written).filter(text -> !text.text().isEmpty()));
  }

  private void checkOtherwise(List<CellRow> rows, Block.TableBlock table) {
    for (int i = 0; i < rows.size() - 1; i++) {
      if (rows.get(i).content(1).text().equals(OTHERWISE)) {
        issues.add(
            StructureIssue.OTHERWISE,
            rows.get(i).span(1),
            "`otherwise` isn't in the last row, so no row after it is ever reached",
            "Move this row to the end of the table.");
      }
    }
    if (rows.stream().noneMatch(row -> row.content(1).text().equals(OTHERWISE))) {
      SourceSpan last =
          rows.isEmpty() ? table.header().span() : rows.get(rows.size() - 1).line().span();
      issues.add(
          StructureIssue.OTHERWISE,
          last,
          "The table has no `otherwise` row for the answers that match no other row",
          "End it with a row whose `When` is the word otherwise.");
    }
  }

  List<AnswerRow> answers(Block.TableBlock table) {
    List<AnswerRow> answers = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (CellRow row : rows(TableKind.ANSWER, table)) {
      answers.add(
          new AnswerRow(
              answer(row, 0, seen),
              means(row, 1),
              finding(TableKind.ANSWER, row, 1),
              new NextCell(row, 2, issues).afterPerson(),
              row.line().span()));
    }
    return answers;
  }

  List<VerdictRow> verdicts(Block.TableBlock table) {
    List<VerdictRow> verdicts = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (CellRow row : rows(TableKind.VERDICT, table)) {
      verdicts.add(
          new VerdictRow(
              state(row),
              answer(row, 1, seen),
              means(row, 2),
              finding(TableKind.VERDICT, row, 2),
              new NextCell(row, 3, issues).afterPerson(),
              row.line().span()));
    }
    return verdicts;
  }

  private String answer(CellRow row, int column, Set<String> seen) {
    String answer = row.plain(column);
    if (answer.isEmpty() || !seen.add(answer)) {
      issues.add(
          StructureIssue.WRONG_CELLS,
          row.span(column),
          answer.isEmpty() ? "This row has no answer" : "Two rows have the answer `" + answer + "`",
          "Give each row an answer of its own: responders choose by it.");
    }
    return answer;
  }

  List<RememberRow> remembers(Block.TableBlock table) {
    List<RememberRow> remembers = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (CellRow row : rows(TableKind.REMEMBER, table)) {
      Optional<Excerpt> name = code(row, 0);
      Optional<Excerpt> from = code(row, 1);
      boolean named = name.map(Excerpt::text).filter(Parameter::isName).isPresent();
      if (!named) {
        badRemember(
            row.span(0),
            "`%s` can't be the name of a remembered value"
                .formatted(name.map(Excerpt::text).orElse(row.plain(0))),
            "Write a name of letters, digits and _ in back-ticks, such as `backend`.");
      } else if (!seen.add(name.get().text())) {
        badRemember(
            row.span(0),
            "Two rows remember `%s`".formatted(name.get().text()),
            "Give each value a name of its own.");
      }
      if (from.isEmpty()) {
        badRemember(
            row.span(1),
            "`From` takes one expression in back-ticks",
            "Write what to remember, such as `row.BackendUrl`.");
      }
      if (named && from.isPresent()) {
        remembers.add(new RememberRow(name.get().text(), from.get(), row.line().span()));
      }
    }
    return remembers;
  }

  private void badRemember(SourceSpan span, String message, String hint) {
    issues.add(StructureIssue.BAD_REMEMBER_CELL, span, message, hint);
  }

  /** The code of a cell that holds a code span and nothing else. */
  private static Optional<Excerpt> code(CellRow row, int column) {
    SourceSpan cell = row.content(column).span();
    return row.cell(column)
        .map(c -> c.text().codeSpans())
        .filter(spans -> spans.size() == 1)
        .map(spans -> spans.get(0))
        .filter(span -> span.span().equals(cell) && !span.code().text().isEmpty())
        .map(CodeSpan::code);
  }

  private RowFinding finding(TableKind kind, CellRow row, int means) {
    return new RowFinding(
        row.plain(means),
        Optional.of(row.content(kind.finding())).filter(text -> !text.text().isEmpty()),
        contradicts(row, kind.contradicts()));
  }

  /** The links of a cell that holds nothing else. */
  private List<Link> contradicts(CellRow row, int column) {
    List<Link> links = row.cell(column).map(cell -> cell.text().links()).orElse(List.of());
    String rest = row.plain(column);
    for (Link link : links) {
      rest = rest.replaceFirst(Pattern.quote(link.text()), "");
    }
    if (!rest.replace(",", "").isBlank()) {
      issues.add(
          StructureIssue.BAD_CONTRADICTS_CELL,
          row.span(column),
          links.isEmpty() ? "`Contradicts` has no link" : "`Contradicts` has more than links",
          "Write links to steps with the `Means` of the row that can't hold as well, such as"
              + " [Callers get 502](#which-backends-fail), with commas between.");
    }
    return links;
  }

  private String means(CellRow row, int column) {
    String means = row.content(column).text();
    if (means.isEmpty()) {
      issues.add(
          StructureIssue.EMPTY_CELL,
          row.span(column),
          "This row doesn't say what it means",
          "Write under `Means` what a responder should understand from it.");
    }
    return means;
  }
}
