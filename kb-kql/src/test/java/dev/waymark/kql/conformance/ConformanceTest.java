package dev.waymark.kql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.kql.Kql;
import dev.waymark.kql.KqlReference;
import dev.waymark.kql.Schemas;
import dev.waymark.kql.batch.TableJson;
import dev.waymark.kql.eval.Limits;
import dev.waymark.kql.function.AggregateFunctions;
import dev.waymark.kql.function.ScalarFunctions;
import dev.waymark.kql.syntax.OperatorNames;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Table;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** KQL as documented: each query of the conformance files gives the answer below it. */
class ConformanceTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicContainer> answersAsDocumented() throws IOException {
    return ConformanceFile.all().stream()
        .map(
            file ->
                DynamicContainer.dynamicContainer(
                    file.path().getFileName().toString(),
                    file.cases().stream()
                        .map(c -> DynamicTest.dynamicTest(c.title(), () -> check(c)))));
  }

  @Test
  void askSixHundredQueries() throws IOException {
    assertThat(ConformanceFile.all().stream().mapToInt(file -> file.cases().size()).sum())
        .isGreaterThanOrEqualTo(600);
  }

  @Test
  void coverEachOperator() throws IOException {
    assertThat(names("operator")).containsAll(OperatorNames.ALL);
  }

  @Test
  void coverEachFunction() throws IOException {
    assertThat(names("function"))
        .containsAll(ScalarFunctions.names())
        .containsAll(KqlReference.OVER_ROWS);
  }

  @Test
  void coverEachAggregate() throws IOException {
    assertThat(names("aggregate"))
        .containsAll(AggregateFunctions.names())
        .containsAll(KqlReference.OVER_COLUMNS);
  }

  /** A name at the head of a file counts only if a query below uses it. */
  private static Set<String> names(String folder) throws IOException {
    var names = new TreeSet<String>();
    for (ConformanceFile file : ConformanceFile.all()) {
      if (!file.folder().equals(folder)) {
        continue;
      }
      String queries =
          file.cases().stream().map(ConformanceCase::query).collect(Collectors.joining("\n"));
      for (String name : file.names()) {
        assertThat(queries).as(file.path().toString()).contains(name);
        names.add(name);
      }
    }
    return names;
  }

  private static void check(ConformanceCase asked) throws JsonProcessingException {
    StageResult<Query> query = Kql.parse(QueryText.of(asked.query()));
    StageResult<Table> answer =
        query.hasErrors()
            ? StageResult.failed(query.issues())
            : Kql.evaluate(query.value().orElseThrow(), Map.of(), Map.of(), NOW, Limits.STANDARD);
    String refused = Kql.blocking(answer.issues()).map(issue -> issue.message()).orElse("");
    if (!asked.refused().isEmpty()) {
      assertThat(refused).startsWith(asked.refused());
      return;
    }
    assertThat(refused).isEmpty();
    Table table = answer.value().orElseThrow();
    List<Column> columns = Cells.columns(asked.answer().get(0));
    assertThat(table.columns()).isEqualTo(columns);
    assertThat(checkedColumns(query.value().orElseThrow(), columns)).isEqualTo(columns);
    Stream<String> expected =
        asked.answer().stream().skip(1).map(line -> Cells.written(line, columns));
    assertThat(lines(rows(table), asked.ordered())).isEqualTo(lines(expected, asked.ordered()));
  }

  /** The columns as far as they're known without rows, which may leave them or their types open. */
  private static List<Column> checkedColumns(Query query, List<Column> columns) {
    List<Column> checked = Kql.check(query, Schemas.NONE, Map.of()).value().orElse(columns);
    return IntStream.range(0, checked.size())
        .mapToObj(
            i ->
                i < columns.size() && checked.get(i).type() == ColumnType.DYNAMIC
                    ? new Column(checked.get(i).name(), columns.get(i).type())
                    : checked.get(i))
        .toList();
  }

  private static Stream<String> rows(Table table) throws JsonProcessingException {
    var rows = new ArrayList<String>();
    for (JsonNode row : JSON.readTree(TableJson.of(table)).get("rows")) {
      rows.add(Cells.answered(row, table.columns()));
    }
    return rows.stream();
  }

  private static String lines(Stream<String> rows, boolean ordered) {
    return (ordered ? rows : rows.sorted()).collect(Collectors.joining("\n"));
  }
}
