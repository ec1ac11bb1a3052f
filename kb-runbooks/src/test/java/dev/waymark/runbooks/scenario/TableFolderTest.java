package dev.waymark.runbooks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.kql.Schemas;
import dev.waymark.kql.schema.SchemaReader;
import dev.waymark.model.source.Position;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableFolderTest {
  private static final Instant NOW = Instant.parse("2026-11-01T02:00:00Z");
  private static final Schemas SCHEMAS =
      new Schemas(
          SchemaReader.read(
              "test.yaml",
              """
              Calls:
                TimeGenerated: datetime
                Status: int
                Host: string
                Tags: dynamic
                Took: real
              Diagnostics:
                TimeGenerated: datetime
                "*": dynamic
              """));

  @TempDir Path folder;

  @Test
  void csvHasTheSchemasTypesAndAllItsColumns() throws IOException {
    write("Calls.csv", "Host,TimeGenerated,Status\na,-PT5M,502\n,2026-11-01T00:00:00Z,\n");
    Table table = table("Calls");
    assertThat(types(table))
        .isEqualTo("TimeGenerated:datetime Status:int Host:string Tags:dynamic Took:real");
    assertThat(table.rows())
        .containsExactly(
            Row.of(NOW.minusSeconds(300), 502, "a", null, null),
            Row.of(Instant.parse("2026-11-01T00:00:00Z"), null, "", null, null));
  }

  @Test
  void jsonLinesHaveTheSchemasTypesToo() throws IOException {
    write(
        "Calls.jsonl",
        """
        {"TimeGenerated": "-P1D", "Status": 502, "Tags": {"a": [1, null]}, "Took": 3}

        {"Host": "b", "TimeGenerated": null}
        """);
    assertThat(table("Calls").rows())
        .containsExactly(
            Row.of(
                NOW.minusSeconds(86_400),
                502,
                "",
                Map.of("a", java.util.Arrays.asList(1L, null)),
                3.0),
            Row.of(null, null, "b", null, null));
  }

  @Test
  void aTableWithoutSchemaHasTheTypesOfItsHeaderOrOfItsCells() throws IOException {
    write("Orders_CL.csv", "Id:guid,Count,Note\n,7,x\n");
    write("Events_CL.jsonl", "{\"Share\": 0.5, \"At\": \"-PT1M\"}\n{\"Share\": 1}\n");
    assertThat(types(table("Orders_CL"))).isEqualTo("Id:guid Count:long Note:string");
    assertThat(types(table("Events_CL"))).isEqualTo("Share:real At:datetime");
  }

  @Test
  void anOpenSchemaTakesMoreColumns() throws IOException {
    write("Diagnostics.csv", "TimeGenerated,code_d:real\n-PT1M,403\n");
    assertThat(types(table("Diagnostics"))).isEqualTo("TimeGenerated:datetime code_d:real");
  }

  @Test
  void otherFilesAreNoTables() throws IOException {
    write("scenario.yaml", "title: x");
    write(".hidden.csv", "A\n1\n");
    Files.createDirectories(folder.resolve("answers"));
    assertThat(read().value()).hasValue(Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Status\\n502\\nfive             | 3:1  | “five” isn't of type int, the type of `Status`
          Host,Status\\na,1\\n"b\\nc",1.5 | 4:4  | “1.5” isn't of type int, the type of `Status`
          TimeGenerated\\nyesterday       | 2:1  | “yesterday” isn't of type datetime, the type of `TimeGenerated`
          Host, Statsu\\na,1              | 1:6  | `Calls` has no column `Statsu`
          Host,Status:long\\na,1          | 1:6  | `Status` of `Calls` is int, not long
          Host:text\\na                   | 1:1  | `Host:text` has no type of Kusto's behind its colon
          Host,Host\\na,b                 | 1:6  | There are two columns `Host`
          Host,Status\\na,1,x             | 2:5  | The table can't be read: 3 cells under 2 columns
          ''                              | 1:1  | The table can't be read: it has no header
          """)
  void whatIsWrongWithCsvIsToldWhereItStands(String csv, String place, String message)
      throws IOException {
    write("Calls.csv", csv.replace("\\n", "\n"));
    assertThat(issues()).contains(place + " " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"Status": 1}\\n{"Status": "x"} | 2:12 | “x” isn't of type int, the type of `Status`
          {"Statsu": 1}                   | 1:2  | `Calls` has no column `Statsu`
          {"Host": {"a": 1}}              | 1:10 | “{"a":1}” isn't of type string, the type of `Host`
          [1]                             | 1:1  | The table can't be read: each line is a JSON object
          {"Host": "a"} x                 | 1:16 | The table can't be read: it isn't JSON
          {"Host": "a", "Host": "b"}      | 1:21 | The table can't be read: it isn't JSON
          """)
  void whatIsWrongWithJsonLinesIsToldWhereItStands(String lines, String place, String message)
      throws IOException {
    write("Calls.jsonl", lines.replace("\\n", "\n"));
    assertThat(issues())
        .anySatisfy(
            issue -> {
              assertThat(issue).contains(message);
              assertThat(issue.split(" ", 2)[0].split(":")[0]).isEqualTo(place.split(":")[0]);
            });
  }

  @Test
  void aTableStandsInOneFile() throws IOException {
    write("Calls.csv", "Host\na\n");
    write("Calls.jsonl", "{\"Host\": \"a\"}\n");
    assertThat(issues()).containsExactly("1:1 There are two files for the table `Calls`");
  }

  @Test
  void manyMistakesAreCutOff() throws IOException {
    write("Calls.csv", "Status\n" + "x\n".repeat(1_000));
    assertThat(issues()).hasSize(20);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private StageResult<Map<String, Table>> read() {
    return new TableFolder(folder, SCHEMAS).read(NOW);
  }

  private Table table(String name) {
    StageResult<Map<String, Table>> read = read();
    assertThat(read.issues()).isEmpty();
    return read.value().orElseThrow().get(name);
  }

  private List<String> issues() {
    return read().issues().stream()
        .map(
            issue -> {
              Position at = issue.file().position(issue.span().start());
              return at.line() + ":" + at.column() + " " + issue.message();
            })
        .toList();
  }

  private static String types(Table table) {
    return table.columns().stream()
        .map(column -> column.name() + ":" + column.type().kustoName())
        .collect(Collectors.joining(" "));
  }
}
