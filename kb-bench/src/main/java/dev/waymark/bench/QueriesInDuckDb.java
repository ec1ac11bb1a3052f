package dev.waymark.bench;

import dev.waymark.kql.Kql;
import dev.waymark.kql.Recordings;
import dev.waymark.kql.eval.Limits;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** P18: queries over tables in memory, against DuckDB on one thread over the same rows. */
final class QueriesInDuckDb implements Benchmark {
  private static final List<Form> FORMS =
      List.of(
          new Form(
              "where",
              "Requests | where DurationMs > 900 and Region == 'region-7'",
              "SELECT * FROM requests WHERE DurationMs > 900 AND Region = 'region-7'"),
          new Form(
              "extend",
              "Requests | extend Seconds = DurationMs / 1000, Failed = Code >= 500",
              "SELECT *, DurationMs / 1000 AS Seconds, Code >= 500 AS Failed FROM requests"),
          new Form(
              "summarize",
              "Requests | summarize n = count(), mean = avg(DurationMs), most = max(Code) by Region",
              "SELECT Region, count(*) AS n, avg(DurationMs) AS mean, max(Code) AS most"
                  + " FROM requests GROUP BY Region"),
          new Form(
              "join",
              "Requests | join kind=inner (Operations) on Key",
              "SELECT r.*, o.Key AS Key1, o.Operation"
                  + " FROM requests r JOIN operations o ON r.Key = o.Key"),
          new Form(
              "percentile",
              "Requests | summarize p95 = percentile(DurationMs, 95) by Region",
              "SELECT Region, quantile_disc(DurationMs, 0.95) AS p95 FROM requests GROUP BY Region"),
          new Form(
              "top",
              "Requests | top 20 by DurationMs",
              "SELECT * FROM requests ORDER BY DurationMs DESC LIMIT 20"));

  private final String id;
  private final int rows;
  private final String which;
  private final double most;
  private final ToDoubleFunction<double[]> figure;
  private final PrintStream progress;

  private QueriesInDuckDb(
      String id,
      int rows,
      String which,
      double most,
      ToDoubleFunction<double[]> figure,
      PrintStream progress) {
    this.id = id;
    this.rows = rows;
    this.which = which;
    this.most = most;
    this.figure = figure;
    this.progress = progress;
  }

  static QueriesInDuckDb worst(PrintStream progress) {
    return new QueriesInDuckDb("P18", 1_000_000, "worst", 5, QueriesInDuckDb::max, progress);
  }

  static QueriesInDuckDb median(PrintStream progress) {
    return new QueriesInDuckDb("P18-median", 1_000_000, "median", 2, Stopwatch::median, progress);
  }

  static QueriesInDuckDb fewer(PrintStream progress) {
    return new QueriesInDuckDb("P18-fewer", 100_000, "median", 1.5, Stopwatch::median, progress);
  }

  private static double max(double[] ratios) {
    return Arrays.stream(ratios).max().orElseThrow();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String title() {
    return String.format(
        Locale.ROOT,
        "where, extend, summarize, join, percentile, top over %,d rows, against DuckDB (%s)",
        rows,
        which);
  }

  @Override
  public Target target() {
    return Target.atMost(most);
  }

  @Override
  public int warmUps() {
    return 5;
  }

  @Override
  public Rounds prepare() throws Exception {
    Table requests = GeneratedTables.requests(rows);
    Table operations = GeneratedTables.operations();
    var duckDb = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
    try (Statement statement = duckDb.createStatement()) {
      statement.execute("SET threads TO 1");
      statement.execute(
          "CREATE TABLE requests (TimeGenerated TIMESTAMP, Key VARCHAR, Region VARCHAR,"
              + " Code BIGINT, DurationMs DOUBLE)");
      statement.execute("CREATE TABLE operations (Key VARCHAR, Operation VARCHAR)");
    }
    fill(duckDb, "requests", requests);
    fill(duckDb, "operations", operations);
    var tables = new Recordings(Map.of("Requests", requests, "Operations", operations));
    return new Queries(tables, duckDb, figure, progress);
  }

  private static void fill(DuckDBConnection duckDb, String name, Table table) throws SQLException {
    try (DuckDBAppender appender = duckDb.createAppender(name)) {
      for (Row row : table.rows()) {
        appender.beginRow();
        for (Object value : row.values()) {
          switch (value) {
            case Instant time -> appender.append(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
            case String text -> appender.append(text);
            case Long number -> appender.append(number.longValue());
            case Double number -> appender.append(number.doubleValue());
            case null, default -> throw new IllegalStateException("No column holds " + value);
          }
        }
        appender.endRow();
      }
    }
  }

  /** The same question in KQL and in SQL. */
  private record Form(String name, String kql, String sql) {
    Query query() {
      return Kql.parse(QueryText.of(kql)).value().orElseThrow();
    }
  }

  private record Queries(
      Recordings tables,
      DuckDBConnection duckDb,
      ToDoubleFunction<double[]> figure,
      PrintStream progress)
      implements Rounds {
    @Override
    public double round() throws Exception {
      double[] ratios = new double[FORMS.size()];
      for (int i = 0; i < ratios.length; i++) {
        Form form = FORMS.get(i);
        ratios[i] = ratio(form);
        progress.printf(Locale.ROOT, "    %s %.3g", form.name(), ratios[i]);
      }
      progress.println();
      return figure.applyAsDouble(ratios);
    }

    /** Both end in a table in memory. */
    private double ratio(Form form) throws Exception {
      Query query = form.query();
      Table[] found = new Table[1];
      long ours =
          Stopwatch.nanos(
              () ->
                  found[0] =
                      Kql.evaluate(query, tables, Map.of(), GeneratedTables.NOW, Limits.STANDARD)
                          .value()
                          .orElseThrow());
      try (Statement statement = duckDb.createStatement()) {
        long theirs =
            Stopwatch.nanos(
                () -> statement.execute("CREATE OR REPLACE TEMP TABLE result AS " + form.sql()));
        try (ResultSet count = statement.executeQuery("SELECT count(*) FROM result")) {
          count.next();
          if (count.getInt(1) != found[0].rows().size()) {
            throw new IllegalStateException(form.name() + " found another number of rows");
          }
        }
        return (double) ours / theirs;
      }
    }

    @Override
    public void close() throws IOException {
      try {
        duckDb.close();
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }
  }
}
