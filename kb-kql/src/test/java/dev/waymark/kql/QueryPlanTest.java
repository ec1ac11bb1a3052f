package dev.waymark.kql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.kql.eval.Limits;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries that are bound once and run many times. */
class QueryPlanTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final List<Column> COLUMNS =
      List.of(
          new Column("At", ColumnType.DATETIME),
          new Column("Name", ColumnType.STRING),
          new Column("Size", ColumnType.LONG));
  private static final Schemas SCHEMAS = new Schemas(Map.of("Requests", COLUMNS));

  private static QueryPlan plan(String kql, Map<String, ColumnType> parameters) {
    var query = Kql.parse(QueryText.of(kql)).value().orElseThrow();
    StageResult<QueryPlan> plan = Kql.bind(query, SCHEMAS, parameters);
    assertThat(plan.issues()).isEmpty();
    return plan.value().orElseThrow();
  }

  private static Recordings requests(Object[]... rows) {
    return new Recordings(Map.of("Requests", table(COLUMNS, rows)));
  }

  private static Table table(List<Column> columns, Object[]... rows) {
    return new Table(columns, List.of(rows).stream().map(row -> new Row(List.of(row))).toList());
  }

  private static Object[] request(int minutesAgo, String name, long size) {
    return new Object[] {NOON.minus(Duration.ofMinutes(minutesAgo)), name, size};
  }

  private static String shown(
      QueryPlan plan, Recordings tables, Map<String, Object> values, Instant now) {
    StageResult<Table> answer = plan.run(tables, values, now, Limits.STANDARD);
    return answer
        .value()
        .map(table -> table.rows().stream().map(Row::values).toList().toString())
        .orElseGet(() -> Kql.blocking(answer.issues()).orElseThrow().message());
  }

  @Test
  void runsWithOtherValuesTimesAndTables() {
    QueryPlan plan =
        plan(
            "Requests | where At > ago(window) and Name in (name, 'z') | summarize n = sum(Size) by"
                + " Name | top most by n",
            Map.of(
                "window", ColumnType.TIMESPAN,
                "name", ColumnType.STRING,
                "most", ColumnType.LONG));
    Recordings tables = requests(request(5, "a", 1), request(50, "a", 2), request(5, "z", 9));
    Map<String, Object> narrow = Map.of("window", Duration.ofMinutes(10), "name", "a", "most", 5L);
    Map<String, Object> wide = Map.of("window", Duration.ofHours(1), "name", "a", "most", 1L);
    assertThat(shown(plan, tables, narrow, NOON)).isEqualTo("[[z, 9], [a, 1]]");
    assertThat(shown(plan, tables, wide, NOON)).isEqualTo("[[z, 9]]");
    assertThat(shown(plan, tables, narrow, NOON.plusSeconds(3600))).isEqualTo("[]");
    assertThat(shown(plan, requests(request(1, "a", 7)), narrow, NOON)).isEqualTo("[[a, 7]]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "Requests | sort by Size asc | project n = row_number(), Name, up = Size - prev(Size)"
            + "¦[[1, a, null], [2, b, 1], [3, a, 2]]",
        "let T = Requests | where Size > 1; T | where Size == toscalar(T | summarize max(Size)) |"
            + " project Name¦[[a]]",
        "Requests | where Name in ((Requests | where Size == 2 | project Name)) | project Size"
            + "¦[[2]]",
        "Requests | as R | where Size > toscalar(R | summarize avg(Size)) | project Size¦[[4]]",
        "Requests | extend l = range(1, Size) | mv-apply x = l to typeof(long) on (summarize s ="
            + " sum(x)) | project Size, s¦[[1, 1], [2, 3], [4, 10]]",
        "Requests | partition by Name (top 1 by Size | project Name, Size)¦[[a, 4], [b, 2]]",
        "Requests | evaluate pivot(Name, sum(Size)) | project-away At | sort by a¦[[4, 0], [1, 0], [0, 2]]",
        "Requests | extend d = bag_pack(Name, Size) | evaluate bag_unpack(d) | summarize sum(a)"
            + "¦[[5]]",
        "Requests | make-series n = count() on At from datetime(2026-11-21) to"
            + " datetime(2026-11-22) step 12h | project n¦[[[2, 1]]]",
      })
  void givesTheSameEachTime(String kql, String expected) {
    QueryPlan plan = plan(kql, Map.of());
    Recordings tables = requests(request(5, "a", 1), request(0, "b", 2), request(9, "a", 4));
    assertThat(shown(plan, tables, Map.of(), NOON)).isEqualTo(expected);
    assertThat(shown(plan, tables, Map.of(), NOON)).isEqualTo(expected);
    assertThat(shown(plan, requests(), Map.of(), NOON)).isNotEqualTo(expected);
  }

  @Test
  void isBoundAnewWhereTheTableHasOtherColumns() {
    QueryPlan plan = plan("Requests | project Size", Map.of());
    List<Column> fewer = List.of(new Column("Size", ColumnType.REAL));
    var other = new Recordings(Map.of("Requests", table(fewer, new Object[] {1.5})));
    assertThat(shown(plan, other, Map.of(), NOON)).isEqualTo("[[1.5]]");
    assertThat(shown(plan, new Recordings(Map.of()), Map.of(), NOON))
        .isEqualTo("There is no table `Requests`");
  }

  @Test
  void isRunByManyThreadsAtOnce() throws Exception {
    QueryPlan plan =
        plan(
            "Requests | sort by Size asc | serialize s = row_cumsum(Size) | where Size > least |"
                + " summarize max(s)",
            Map.of("least", ColumnType.LONG));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Callable<String>>();
      for (long i = 1; i <= 50; i++) {
        long size = i;
        Recordings tables = requests(request(1, "a", size), request(1, "a", size + 1));
        answers.add(() -> shown(plan, tables, Map.of("least", size), NOON));
      }
      List<Future<String>> all = threads.invokeAll(answers);
      for (int i = 0; i < all.size(); i++) {
        assertThat(all.get(i).get()).isEqualTo("[[" + (2 * i + 3) + "]]");
      }
    }
  }
}
