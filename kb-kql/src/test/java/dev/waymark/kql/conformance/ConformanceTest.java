package dev.waymark.kql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.kql.Kql;
import dev.waymark.kql.Schemas;
import dev.waymark.kql.batch.TableJson;
import dev.waymark.kql.eval.Limits;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.model.source.Checked;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.Table;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
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

  private static void check(ConformanceCase asked) throws JsonProcessingException {
    Checked<Query> query = Kql.parse(QueryText.of(asked.query()));
    Checked<Table> answer =
        query.hasErrors()
            ? Checked.failed(query.issues())
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
    assertThat(checkedColumns(query.value().orElseThrow()).orElse(columns)).isEqualTo(columns);
    Stream<String> expected =
        asked.answer().stream().skip(1).map(line -> Cells.written(line, columns));
    assertThat(lines(rows(table), asked.ordered())).isEqualTo(lines(expected, asked.ordered()));
  }

  /** The columns that are known before there are rows. */
  private static Optional<List<Column>> checkedColumns(Query query) {
    return Kql.check(query, Schemas.NONE, Map.of()).value();
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
