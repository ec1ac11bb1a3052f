package dev.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.kql.KqlFence;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextTest {

  private static final List<Column> COLUMNS =
      List.of(new Column("Api", ColumnType.STRING), new Column("Calls", ColumnType.LONG));

  @Test
  void tablesHaveColumnsAndNumbersStandAtTheRight() {
    Table table = new Table(COLUMNS, List.of(Row.of("orders", 7L), Row.of("é", null)));
    assertThat(TerminalTable.of(table))
        .containsExactly(
            "Api     Calls", //
            "──────  ─────",
            "orders      7",
            "é");
  }

  @Test
  void longTablesAndCellsAreCut() {
    Row wide = Row.of("x".repeat(100), 1L);
    List<String> lines = TerminalTable.of(new Table(COLUMNS, Collections.nCopies(23, wide)));
    assertThat(lines).hasSize(23).last().isEqualTo("… and 3 more rows");
    assertThat(lines.get(2)).startsWith("x".repeat(47) + "…");
    assertThat(TerminalTable.of(new Table(COLUMNS, List.of()))).containsExactly("(no rows)");
  }

  @Test
  void cellsAreWrittenAsPeopleReadThem() {
    assertThat(TerminalCell.of(Duration.ofMinutes(90))).isEqualTo("90m");
    assertThat(TerminalCell.of(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(TerminalCell.of(Map.of("a", List.of("b\"", 1L)))).isEqualTo("{\"a\":[\"b\\\"\",1]}");
    assertThat(TerminalCell.of("two\r\nlines")).isEqualTo("two lines");
    assertThat(TerminalCell.of(null)).isEmpty();
  }

  @Test
  void controlCharactersAreShownAndNotSent() {
    assertThat(Printable.of("\u001b[2Jclear\u0007\u009b\u202e")).isEqualTo("␛[2Jclear␇��");
    assertThat(Printable.of("tab\tand\nline")).isEqualTo("tab\tand\nline");
    assertThat(Printable.line("tab\tand\nline")).isEqualTo("tab and line");
  }

  @Test
  void queriesAreColouredOnlyOnRequest() {
    String query = "T | where x == \"y\" \u001b";
    assertThat(new AnsiColours(false).code(new KqlFence(), query))
        .isEqualTo("T | where x == \"y\" ␛");
    assertThat(new AnsiColours(true).code(new KqlFence(), query))
        .contains("\u001b[34mwhere\u001b[0m", "\u001b[32m\"y\"\u001b[0m", "␛");
  }

  @Test
  void linksOfAuthorsAreShownByTheirText() {
    assertThat(Markdown.plain("See [the step](#step) and `code`."))
        .isEqualTo("See the step and `code`.");
  }
}
