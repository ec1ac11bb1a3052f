package dev.waymark.runbooks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.source.SourceFile;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.runbooks.paste.DynamicJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of recorded tables, from their texts, and the cells that they stand in. */
class RecordedValuesTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final RecordedCells CELLS = new RecordedCells(NOW);

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          STRING   ¦ § a §        ¦ § a §
          BOOL     ¦ § true §     ¦ true
          INT      ¦ -2147483648  ¦ -2147483648
          LONG     ¦ 9223372036854775807 ¦ 9223372036854775807
          LONG     ¦ 0            ¦ 0
          REAL     ¦ -1.5e3       ¦ -1500.0
          REAL     ¦ 7            ¦ 7.0
          REAL     ¦ 1e-400       ¦ 0.0
          DECIMAL  ¦ 0.10         ¦ 0.10
          DATETIME ¦ 2026-11-01T02:00:00+02:00 ¦ 2026-11-01T00:00:00Z
          DATETIME ¦ 2026-11-01 02:00:00.5Z ¦ 2026-11-01T02:00:00.500Z
          DATETIME ¦ 2026-11-01   ¦ 2026-11-01T00:00:00Z
          DATETIME ¦ -PT5M        ¦ 2026-11-01T11:55:00Z
          DATETIME ¦ P1D          ¦ 2026-11-02T12:00:00Z
          DATETIME ¦ +PT1S        ¦ 2026-11-01T12:00:01Z
          TIMESPAN ¦ 90m          ¦ PT1H30M
          TIMESPAN ¦ -PT5M        ¦ PT-5M
          TIMESPAN ¦ 1.02:03:04   ¦ PT26H3M4S
          GUID     ¦ 123E4567-e89b-12d3-a456-426614174000 ¦ 123e4567-e89b-12d3-a456-426614174000
          DYNAMIC  ¦ [1, 2.5, "x", null, {"a": true}] ¦ [1, 2.5, x, null, {a=true}]
          DYNAMIC  ¦ "text"       ¦ text
          """)
  void textsAreReadByTheirType(ColumnType type, String text, String value) {
    assertThat(CELLS.value(type, text).map(Object::toString)).contains(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          BOOL     ¦ True
          BOOL     ¦ 1
          INT      ¦ 2147483648
          INT      ¦ +5
          INT      ¦ 1.0
          INT      ¦ 007
          LONG     ¦ 9223372036854775808
          LONG     ¦ 007
          LONG     ¦ 1e3
          REAL     ¦ 1e400
          REAL     ¦ -1e999
          REAL     ¦ NaN
          REAL     ¦ 1,5
          REAL     ¦ .5
          DECIMAL  ¦ 1e9999
          DATETIME ¦ 2026-02-30
          DATETIME ¦ 2026-11-01T02:00:00
          DATETIME ¦ yesterday
          DATETIME ¦ PT
          DATETIME ¦ P1Y
          TIMESPAN ¦ 1 hour
          GUID     ¦ 1-2-3-4-5
          GUID     ¦ 123e4567e89b12d3a456426614174000
          DYNAMIC  ¦ {
          DYNAMIC  ¦ null
          DYNAMIC  ¦ {} {}
          """)
  void textsOfAnotherTypeAreNone(ColumnType type, String text) {
    assertThat(CELLS.value(type, text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          1|2            ¦ LONG
          1|2.5          ¦ REAL
          1e3            ¦ REAL
          true|false     ¦ BOOL
          true|1         ¦ STRING
          2026-11-01|PT5M ¦ DATETIME
          2026-11-01|x   ¦ STRING
          007            ¦ STRING
          90m            ¦ STRING
          1e400          ¦ STRING
          """)
  void theNarrowestTypeOfAllTextsIsInferred(String texts, ColumnType type) {
    assertThat(CELLS.infer(List.of(texts.split("\\|")))).isEqualTo(type);
  }

  @Test
  void withoutTextsAColumnHoldsText() {
    assertThat(CELLS.infer(List.of())).isEqualTo(ColumnType.STRING);
  }

  @Test
  void aHeaderMayNameItsType() {
    assertThat(RecordedCells.typed("A:long")).contains(new Column("A", ColumnType.LONG));
    assertThat(RecordedCells.typed(" A b : datetime "))
        .contains(new Column("A b", ColumnType.DATETIME));
    assertThat(RecordedCells.typed("a:b:real")).contains(new Column("a:b", ColumnType.REAL));
    assertThat(RecordedCells.typed("A")).isEmpty();
    assertThat(RecordedCells.typed("A:nope")).isEmpty();
    assertThat(RecordedCells.typed(":long")).isEmpty();
    assertThat(RecordedCells.typed("A:")).isEmpty();
  }

  /** What was written comes back, cell by cell, and each cell stands where it says. */
  @Test
  void csvComesBackAsItWasWritten() throws Exception {
    Random random = new Random(4);
    String[] parts = {"a", "b", ",", "\"", "\n", " ", "é", "😀", "'", ";", "1"};
    for (int i = 0; i < 300; i++) {
      int columns = 1 + random.nextInt(3);
      List<List<String>> written = new ArrayList<>();
      StringBuilder csv = new StringBuilder();
      for (int row = 0; row < 1 + random.nextInt(4); row++) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
          StringBuilder cell = new StringBuilder("x");
          for (int n = random.nextInt(4); n > 0; n--) {
            cell.append(parts[random.nextInt(parts.length)]);
          }
          cells.add(cell.toString());
          csv.append(column == 0 ? "" : ",");
          csv.append('"').append(cell.toString().replace("\"", "\"\"")).append('"');
        }
        written.add(cells);
        csv.append("\n");
      }
      SourceFile file = new SourceFile("a.csv", csv.toString());
      RawTable table = CsvRows.cut(file, 100);
      assertThat(table.headers().stream().map(RawCell.Text::text).toList())
          .isEqualTo(written.get(0));
      for (int row = 1; row < written.size(); row++) {
        List<RawCell> cells = table.rows().get(row - 1);
        assertThat(cells.stream().map(cell -> ((RawCell.Text) cell).text()).toList())
            .isEqualTo(written.get(row));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          §§           ¦ 1:1 it has no header
          a,b↵1        ¦ 2:1 1 cells under 2 columns
          a,b↵1,2,3    ¦ 2:5 3 cells under 2 columns
          a↵1↵2↵3      ¦ 1:1 it has more than 2 rows
          """)
  void csvThatIsNoTableIsTold(String csv, String told) {
    SourceFile file = new SourceFile("a.csv", csv.replace('↵', '\n'));
    assertThat(uncut(() -> CsvRows.cut(file, 2))).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          [1]                ¦ 1:1 each line is a JSON object
          {"a": 1}↵7         ¦ 2:1 each line is a JSON object
          {"a": 1} {"a": 2}  ¦ 1:10 something stands behind the object
          {"a": 1}↵{"a": 2}↵↵{"a": 3} ¦ 1:1 it has more than 2 rows
          """)
  void jsonThatIsNoTableIsTold(String json, String told) {
    SourceFile file = new SourceFile("a.jsonl", json.replace('↵', '\n'));
    assertThat(uncut(() -> JsonLines.cut(file, 2))).isEqualTo(told);
  }

  @Test
  void fieldsOfJsonMayBeLeftOut() throws Exception {
    RawTable table =
        JsonLines.cut(new SourceFile("a.jsonl", "{\"b\": 1}\n\n{\"a\": \"x\", \"b\": null}\n"), 9);
    assertThat(table.headers().stream().map(RawCell.Text::text)).containsExactly("b", "a");
    assertThat(table.rows()).hasSize(2);
    assertThat(table.headers().get(1).start()).isEqualTo(11);
  }

  @Test
  void dynamicValuesAreJavas() throws Exception {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("a", Arrays.asList(1L, null));
    map.put("b", 2.5);
    assertThat(DynamicJson.value("{\"a\": [1, null], \"b\": 2.5}")).contains(map);
    assertThat(DynamicJson.value(" null ")).isEmpty();
    assertThat(CELLS.value(ColumnType.DYNAMIC, "[".repeat(101) + "]".repeat(101))).isEmpty();
    assertThat(CELLS.value(ColumnType.TIMESPAN, "90m")).contains(Duration.ofMinutes(90));
  }

  private interface Cutting {
    RawTable cut() throws RawTable.Uncut;
  }

  private static String uncut(Cutting cutting) {
    try {
      return "cut: " + cutting.cut();
    } catch (RawTable.Uncut e) {
      return e.line() + ":" + e.column() + " " + e.getMessage();
    }
  }
}
