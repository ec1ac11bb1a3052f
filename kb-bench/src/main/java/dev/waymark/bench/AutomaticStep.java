package dev.waymark.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * P13: an incident opens and walks a chain of steps by itself, on live data that another incident
 * got moments ago, so that its queries take no time. Measured is all of that, from the request that
 * opens it until the last step can be read in the database, by the number of steps.
 */
final class AutomaticStep implements Benchmark {
  @Override
  public String id() {
    return "P13";
  }

  @Override
  public String title() {
    return "one automatic step: decide and record, 0 ms query, against one committed insert";
  }

  @Override
  public Target target() {
    return Target.atMost(5);
  }

  @Override
  public int warmUps() {
    return 60;
  }

  @Override
  public Rounds prepare() throws Exception {
    ServerSocket port = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    Path content = Files.createTempDirectory("waymark-bench-entries");
    Files.writeString(content.resolve(ChainOfProbes.ID + ".md"), ChainOfProbes.TEXT);
    MeasuredServer server =
        MeasuredServer.start(
            List.of(
                "-Dwaymark.probe.networks=127.0.0.0/8",
                "-Dwaymark.probe.ports=" + port.getLocalPort()),
            content);
    return new Walks(server, new BareInserts(server), server.database(), port, content);
  }

  private record Walks(
      MeasuredServer server,
      BareInserts inserts,
      Connection database,
      ServerSocket port,
      Path content)
      implements Rounds {
    private static final String ANSWERED =
        "select count(*) from run_event e join run r on r.id = e.run"
            + " where r.incident = ? and e.type = 'answered'";

    @Override
    public double round() throws Exception {
      // The first one asks; the second is given the same answers.
      walk();
      double step = (double) Stopwatch.nanos(this::walk) / ChainOfProbes.STEPS;
      double bare = Stopwatch.medianNanos(ChainOfProbes.STEPS, inserts::insert);
      return step / bare;
    }

    private void walk() throws Exception {
      String incident =
          server
              .post(
                  "/api/v1/incidents",
                  Map.of(
                      "entry",
                      ChainOfProbes.ID,
                      "parameters",
                      Map.of("port", Integer.toString(port.getLocalPort()))))
              .path("number")
              .asText();
      while (answered(Long.parseLong(incident)) < ChainOfProbes.STEPS) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }

    private int answered(long incident) throws SQLException {
      try (PreparedStatement statement = database.prepareStatement(ANSWERED)) {
        statement.setLong(1, incident);
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          return rows.getInt(1);
        }
      }
    }

    @Override
    public void close() throws IOException {
      inserts.close();
      try {
        database.close();
      } catch (SQLException e) {
        throw new IOException(e);
      }
      server.close();
      port.close();
      DataFolders.delete(content);
    }
  }
}
