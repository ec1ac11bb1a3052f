package dev.waymark.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * R: every review question through HTTP over 100,000 generated incidents; the slowest against half
 * a second. Each question's own time is printed, and how it compares with reading all steps once.
 */
final class ReviewQuestions implements Benchmark {
  private static final double LIMIT = 500;

  private final PrintStream progress;

  ReviewQuestions(PrintStream progress) {
    this.progress = progress;
  }

  @Override
  public String id() {
    return "R";
  }

  @Override
  public String title() {
    return "the slowest review question over 100,000 incidents through HTTP, against 500 ms";
  }

  @Override
  public Target target() {
    return Target.atMost(1);
  }

  @Override
  public int warmUps() {
    return 2;
  }

  @Override
  public Rounds prepare() throws Exception {
    // Nothing but what is asked folds facts, so that what was filled in stays as it is.
    MeasuredServer server = MeasuredServer.start(List.of("-Dwaymark.review.refresh=PT0S"));
    JsonMapper json = new JsonMapper();
    List<String> ids = new ArrayList<>();
    for (JsonNode question : json.readTree(server.get("/api/v1/review/questions"))) {
      ids.add(question.path("id").asText());
    }
    // The first question writes down what is served; what is filled in comes beside it.
    server.get("/api/v1/review/questions/causes");
    Connection database = server.database();
    fill(database);
    return new Asked(server, database, ids, progress);
  }

  private static void fill(Connection database) throws IOException, SQLException {
    try (InputStream file = ReviewQuestions.class.getResourceAsStream("review-incidents.sql");
        Statement statement = database.createStatement()) {
      if (file == null) {
        throw new IOException("review-incidents.sql isn't beside this class");
      }
      statement.execute(new String(file.readAllBytes(), StandardCharsets.UTF_8));
      statement.execute("vacuum analyze");
    }
  }

  private static final class Asked implements Rounds {
    private final MeasuredServer server;
    private final Connection database;
    private final PrintStream progress;
    private final Map<String, List<Double>> times = new LinkedHashMap<>();
    private final List<Double> scans = new ArrayList<>();

    Asked(MeasuredServer server, Connection database, List<String> ids, PrintStream progress) {
      this.server = server;
      this.database = database;
      this.progress = progress;
      ids.forEach(id -> times.put(id, new ArrayList<>()));
    }

    @Override
    public double round() throws Exception {
      scans.add(Stopwatch.nanos(this::scan) / 1e6);
      double slowest = 0;
      for (Map.Entry<String, List<Double>> question : times.entrySet()) {
        String path = "/api/v1/review/questions/" + question.getKey() + "?kind=all";
        double took = Stopwatch.nanos(() -> server.get(path)) / 1e6;
        question.getValue().add(took);
        slowest = Math.max(slowest, took);
      }
      return slowest / LIMIT;
    }

    private void scan() throws SQLException {
      try (Statement statement = database.createStatement()) {
        statement.execute("select count(*), sum(asked), max(reason) from fact_visit");
      }
    }

    @Override
    public void close() throws IOException {
      double scan = median(scans);
      progress.printf(Locale.ROOT, "  a plain scan of all steps: %.0f ms%n", scan);
      times.forEach(
          (id, measured) ->
              progress.printf(
                  Locale.ROOT,
                  "  %-18s %5.0f ms of %.0f, %5.2f scans%n",
                  id,
                  median(measured),
                  LIMIT,
                  median(measured) / scan));
      try (database) {
        server.close();
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    private static double median(List<Double> values) {
      return Stopwatch.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }
}
