package dev.waymark.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/** P6: search over ten thousand entries through HTTP against the same statement over JDBC. */
final class SearchThroughHttp implements Benchmark {
  private static final int ENTRIES = 10_000;

  @Override
  public String id() {
    return "P6";
  }

  @Override
  public String title() {
    return "search through HTTP less 1 ms, p95, 10,000 entries, against the same SQL over JDBC";
  }

  @Override
  public Target target() {
    return Target.atMost(1.5);
  }

  @Override
  public int warmUps() {
    return 90;
  }

  @Override
  public Rounds prepare() throws Exception {
    Path content = Files.createTempDirectory("waymark-bench-entries");
    EntryGenerator generator = new EntryGenerator(506);
    for (int i = 0; i < ENTRIES; i++) {
      Files.writeString(content.resolve("service-" + i + "-fails.md"), generator.entry(i));
    }
    MeasuredServer server = MeasuredServer.start(content);
    try {
      Connection connection = server.database();
      server.awaitSearchable(ENTRIES);
      return new Searches(server, connection, new SearchStatement(connection), content);
    } catch (Exception e) {
      server.close();
      DataFolders.delete(content);
      throw e;
    }
  }

  private static final class Searches implements Rounds {
    private static final int REQUESTS = 120;
    private static final double MILLISECOND = 1e6;
    private static final List<String> WORDS =
        List.of("gateway", "certificate", "replica", "storage", "subnet", "listener", "threshold");

    private final MeasuredServer server;
    private final KeepAliveConnection client;
    private final Connection connection;
    private final SearchStatement statement;
    private final Path content;
    private final Random random = new Random(6);

    Searches(MeasuredServer server, Connection connection, SearchStatement statement, Path content)
        throws IOException {
      this.server = server;
      this.client = server.connect();
      this.connection = connection;
      this.statement = statement;
      this.content = content;
    }

    @Override
    public double round() throws Exception {
      double[] http = new double[REQUESTS];
      double[] sql = new double[REQUESTS];
      for (int i = 0; i < REQUESTS; i++) {
        String words = words(i);
        String path = "/api/v1/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
        http[i] = Stopwatch.nanos(() -> client.get(path));
        sql[i] = Stopwatch.nanos(() -> statement.search(words));
      }
      return (Stopwatch.percentile95(http) - MILLISECOND) / Stopwatch.percentile95(sql);
    }

    /** An entry by its name, a word that many have, or two of those. */
    private String words(int i) {
      String word = WORDS.get(random.nextInt(WORDS.size()));
      return switch (i % 3) {
        case 0 -> "service " + random.nextInt(ENTRIES);
        case 1 -> word;
        default -> word + " " + WORDS.get(random.nextInt(WORDS.size()));
      };
    }

    @Override
    public void close() throws IOException {
      client.close();
      statement.close();
      try {
        connection.close();
      } catch (SQLException e) {
        throw new IOException(e);
      }
      server.close();
      DataFolders.delete(content);
    }
  }
}
