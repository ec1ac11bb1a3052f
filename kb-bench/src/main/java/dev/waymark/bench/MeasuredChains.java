package dev.waymark.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Our server with {@link ChainOfProbes}, and a port of this machine that its steps connect to. */
final class MeasuredChains implements AutoCloseable {
  private static final String ANSWERS =
      " from run_event e join run r on r.id = e.run where r.incident = ? and e.type = 'answered'";

  private final ServerSocket port;
  private final Path content;
  private final MeasuredServer server;
  private final Connection database;

  /**
   * @param options for the server's Java
   */
  MeasuredChains(String... options) throws IOException, SQLException, InterruptedException {
    port = new ServerSocket(0);
    Thread accepting = new Thread(this::accept, "bench-port");
    accepting.setDaemon(true);
    accepting.start();
    content = Files.createTempDirectory("waymark-bench-entries");
    Files.writeString(content.resolve(ChainOfProbes.ID + ".md"), ChainOfProbes.TEXT);
    List<String> all = new ArrayList<>(List.of(options));
    all.add("-Dwaymark.probe.networks=127.0.0.0/8");
    all.add("-Dwaymark.probe.ports=" + port.getLocalPort());
    server = MeasuredServer.start(all, content);
    database = server.database();
  }

  private void accept() {
    try {
      while (!port.isClosed()) {
        port.accept().close();
      }
    } catch (IOException e) {
      // The measuring is over.
    }
  }

  BareInserts inserts() throws IOException, SQLException {
    return new BareInserts(server);
  }

  /**
   * Opens an incident and returns when its last step can be read in the database.
   *
   * @param address of this machine, which each step connects to
   * @return the incident's number
   */
  long walk(String address) throws Exception {
    Map<String, String> parameters =
        Map.of("address", address, "port", Integer.toString(port.getLocalPort()));
    long incident =
        server
            .post("/api/v1/incidents", Map.of("entry", ChainOfProbes.ID, "parameters", parameters))
            .path("number")
            .asLong();
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (answered(incident) < ChainOfProbes.STEPS) {
      if (System.nanoTime() > deadline) {
        throw new IOException("the steps don't connect to " + address + ", or take over a minute");
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return incident;
  }

  private int answered(long incident) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement("select count(*)" + ANSWERS)) {
      statement.setLong(1, incident);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  /** When each answer of an incident came. */
  List<OffsetDateTime> answers(long incident) throws SQLException {
    List<OffsetDateTime> answers = new ArrayList<>();
    try (PreparedStatement statement =
        database.prepareStatement("select e.at" + ANSWERS + " order by e.sequence")) {
      statement.setLong(1, incident);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          answers.add(rows.getObject(1, OffsetDateTime.class));
        }
      }
    }
    return answers;
  }

  @Override
  public void close() throws IOException {
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
