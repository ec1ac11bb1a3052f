package dev.waymark.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** P14: {@code kb verify-record} over a million events, against reading and hashing their bytes. */
final class VerifyRecord implements Benchmark {
  private static final long EVENTS = 1_000_000;

  @Override
  public String id() {
    return "P14";
  }

  @Override
  public String title() {
    return "verify 1,000,000 events, against a scan and SHA-256 of the same bytes";
  }

  @Override
  public Target target() {
    return Target.atMost(3);
  }

  @Override
  public int warmUps() {
    return 1;
  }

  @Override
  public Rounds prepare() throws Exception {
    MeasuredServer server = MeasuredServer.start(List.of("-Dwaymark.record.interval=PT0S"));
    Connection database = server.database();
    fill(database);
    return new Verified(server, database);
  }

  private static void fill(Connection database) throws IOException, SQLException {
    try (InputStream file = VerifyRecord.class.getResourceAsStream("record.sql");
        Statement statement = database.createStatement()) {
      if (file == null) {
        throw new IOException("record.sql isn't beside this class");
      }
      statement.execute(new String(file.readAllBytes(), StandardCharsets.UTF_8));
      statement.execute("vacuum analyze");
      statement.execute("checkpoint");
    }
  }

  private record Verified(MeasuredServer server, Connection database) implements Rounds {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public double round() throws Exception {
      double scan = Stopwatch.nanos(this::scan) / 1e6;
      JsonNode report = JSON.readTree(server.verifyRecord());
      if (report.path("events").longValue() < EVENTS || report.path("found").longValue() != 0) {
        throw new IOException("not verified: " + report);
      }
      return report.path("tookMillis").longValue() / scan;
    }

    /** Reads every column of every event once, in the order of the chains, and hashes its bytes. */
    private void scan() throws Exception {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      database.setAutoCommit(false);
      try (Statement statement = database.createStatement()) {
        statement.setFetchSize(10_000);
        try (ResultSet rows =
            statement.executeQuery("select * from run_event order by run, sequence")) {
          int columns = rows.getMetaData().getColumnCount();
          while (rows.next()) {
            digest.reset();
            for (int i = 1; i <= columns; i++) {
              digest.update(rows.getString(i).getBytes(StandardCharsets.UTF_8));
            }
            digest.digest();
          }
        }
      }
      database.rollback();
      database.setAutoCommit(true);
    }

    @Override
    public void close() throws IOException {
      try (database) {
        server.close();
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }
  }
}
