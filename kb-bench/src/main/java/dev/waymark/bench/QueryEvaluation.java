package dev.waymark.bench;

import dev.waymark.kql.Kql;
import dev.waymark.kql.Recordings;
import dev.waymark.kql.eval.Limits;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** P17: four queries over a million rows against the same by hand; the worst of them counts. */
final class QueryEvaluation implements Benchmark {
  private static final int ROWS = 1_000_000;

  @Override
  public String id() {
    return "P17";
  }

  @Override
  public String title() {
    return "where, extend, summarize by, join over 1,000,000 rows, against the same in Java (worst)";
  }

  @Override
  public Target target() {
    return Target.atMost(4);
  }

  @Override
  public int warmUps() {
    return 5;
  }

  @Override
  public Rounds prepare() {
    Table requests = GeneratedTables.requests(ROWS);
    Table operations = GeneratedTables.operations();
    var tables = new Recordings(Map.of("Requests", requests, "Operations", operations));
    List<Form> forms =
        List.of(
            new Form(
                "where",
                query("Requests | where DurationMs > 900 and Region == 'region-7'"),
                ByHand::where),
            new Form(
                "extend",
                query("Requests | extend Seconds = DurationMs / 1000, Failed = Code >= 500"),
                ByHand::extend),
            new Form(
                "summarize",
                query(
                    "Requests | summarize n = count(), mean = avg(DurationMs), most = max(Code)"
                        + " by Region"),
                ByHand::summarize),
            new Form(
                "join",
                query("Requests | join kind=inner (Operations) on Key"),
                table -> ByHand.join(table, operations)));
    return new Forms(tables, requests, forms);
  }

  /** A query, and what does the same. */
  record Form(String name, Query query, UnaryOperator<Table> byHand) {}

  private record Forms(Recordings tables, Table requests, List<Form> forms) implements Rounds {
    @Override
    public double round() throws Exception {
      double worst = 0;
      for (Form form : forms) {
        Table[] results = new Table[2];
        long ours = Stopwatch.nanos(() -> results[0] = evaluate(form.query()));
        long java = Stopwatch.nanos(() -> results[1] = form.byHand().apply(requests));
        if (results[0].rows().size() != results[1].rows().size()) {
          throw new IllegalStateException(form.name() + " found another number of rows");
        }
        worst = Math.max(worst, (double) ours / java);
      }
      return worst;
    }

    private Table evaluate(Query query) {
      StageResult<Table> answer =
          Kql.evaluate(query, tables, Map.of(), GeneratedTables.NOW, Limits.STANDARD);
      return answer.value().orElseThrow();
    }
  }

  private static Query query(String kql) {
    return Kql.parse(QueryText.of(kql)).value().orElseThrow();
  }

  /** What a programmer writes who needs just this. */
  private static final class ByHand {
    private static final int KEY = 1;
    private static final int REGION = 2;
    private static final int CODE = 3;
    private static final int DURATION = 4;

    private static Table where(Table table) {
      var rows = new ArrayList<Row>();
      for (Row row : table.rows()) {
        if ((Double) row.values().get(DURATION) > 900
            && "region-7".equals(row.values().get(REGION))) {
          rows.add(row);
        }
      }
      return new Table(table.columns(), rows);
    }

    private static Table extend(Table table) {
      var columns = new ArrayList<>(table.columns());
      columns.add(new Column("Seconds", ColumnType.REAL));
      columns.add(new Column("Failed", ColumnType.BOOL));
      var rows = new ArrayList<Row>(table.rows().size());
      for (Row row : table.rows()) {
        Object[] values = row.values().toArray(new Object[columns.size()]);
        values[columns.size() - 2] = (Double) values[DURATION] / 1000;
        values[columns.size() - 1] = (Long) values[CODE] >= 500;
        rows.add(new Row(Arrays.asList(values)));
      }
      return new Table(columns, rows);
    }

    private static Table summarize(Table table) {
      var groups = new LinkedHashMap<String, Group>();
      for (Row row : table.rows()) {
        Group group =
            groups.computeIfAbsent((String) row.values().get(REGION), region -> new Group());
        group.count++;
        group.sum += (Double) row.values().get(DURATION);
        group.most = Math.max(group.most, (Long) row.values().get(CODE));
      }
      var rows = new ArrayList<Row>();
      groups.forEach((region, g) -> rows.add(Row.of(region, g.count, g.sum / g.count, g.most)));
      return new Table(
          List.of(
              new Column("Region", ColumnType.STRING),
              new Column("n", ColumnType.LONG),
              new Column("mean", ColumnType.REAL),
              new Column("most", ColumnType.LONG)),
          rows);
    }

    private static final class Group {
      private long count;
      private double sum;
      private long most = Long.MIN_VALUE;
    }

    private static Table join(Table table, Table operations) {
      Map<String, List<Row>> byKey = new HashMap<>();
      for (Row row : operations.rows()) {
        byKey.computeIfAbsent((String) row.values().get(0), k -> new ArrayList<>()).add(row);
      }
      var columns = new ArrayList<>(table.columns());
      columns.add(new Column("Key1", ColumnType.STRING));
      columns.add(new Column("Operation", ColumnType.STRING));
      var rows = new ArrayList<Row>();
      for (Row row : table.rows()) {
        for (Row other : byKey.getOrDefault((String) row.values().get(KEY), List.of())) {
          Object[] values = row.values().toArray(new Object[columns.size()]);
          values[columns.size() - 2] = other.values().get(0);
          values[columns.size() - 1] = other.values().get(1);
          rows.add(new Row(Arrays.asList(values)));
        }
      }
      return new Table(columns, rows);
    }
  }
}
