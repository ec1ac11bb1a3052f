package dev.waymark.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.event.EventChain;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a running server, and of what was confirmed, when its own database fails. */
class DatabaseTroubleIT {
  private static final Duration BACK_WITHIN = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(2);
  private static final int WRITERS = 8;
  private static final int ROUNDS =
      System.getProperty("waymark.rounds", "few").equals("full") ? 30 : 3;

  @TempDir Path folder;

  /** Runs that are written to, what was confirmed, and what came instead. */
  private final List<String> runs = new ArrayList<>();

  private final Queue<String> confirmed = new ConcurrentLinkedQueue<>();
  private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean writing = new AtomicBoolean(true);

  @Test
  void killedUnderWritersItComesBackAndLosesNothing() throws Exception {
    try (ServerProcess server = started("data")) {
      server.signIn();
      for (int i = 0; i < WRITERS / 2; i++) {
        runs.add(server.run(server.openIncident()).get("id").asText());
      }
      List<Thread> writers = startWriters(server);

      Random random = new Random(42);
      long slowest = 0;
      for (int round = 0; round < ROUNDS; round++) {
        TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(800));
        ServerProcess.signal("KILL", server.postmaster());
        long killed = System.nanoTime();
        int before = confirmed.size();
        ServerProcess.await(PATIENCE, () -> confirmed.size() > before + WRITERS);
        slowest = Math.max(slowest, System.nanoTime() - killed);
      }
      writing.set(false);
      for (Thread writer : writers) {
        writer.join();
      }

      assertThat(unexpected).isEmpty();
      assertThat(notes(server)).containsExactlyInAnyOrderElementsOf(confirmed);
      System.out.printf(
          "%d kills under %d writers: %d notes confirmed and kept, slowest recovery %d ms%n",
          ROUNDS, WRITERS, confirmed.size(), slowest / 1_000_000);

      // Writes that wait for a lock keep nobody from stopping the server.
      try (Connection connection = server.connect();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute("lock table run_event in access exclusive mode");
        writing.set(true);
        List<Thread> blocked = startWriters(server);
        TimeUnit.MILLISECONDS.sleep(300);
        writing.set(false);
        assertThat(server.stop()).isLessThan(STOPPED_WITHIN);
        for (Thread writer : blocked) {
          writer.interrupt();
          writer.join();
        }
      }
    }
  }

  private List<Thread> startWriters(ServerProcess server) {
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      Thread thread = new Thread(() -> write(server, writer), "writer-" + i);
      thread.start();
      writers.add(thread);
    }
    return writers;
  }

  /** Each note is repeated with its key until it is confirmed, as a client should. */
  private void write(ServerProcess server, int writer) {
    String path = "/api/v1/runs/" + runs.get(writer % runs.size()) + "/inputs";
    for (int n = 0; writing.get(); n++) {
      String text = "w%d-%d-%d".formatted(writer, System.nanoTime(), n);
      String body = "{\"type\":\"note\",\"visit\":1,\"text\":\"%s\"}".formatted(text);
      boolean done = false;
      while (!done && (writing.get() || server.process().isAlive())) {
        try {
          HttpResponse<String> reply = server.post(path, body, text);
          done = reply.statusCode() == HttpURLConnection.HTTP_OK;
          if (done) {
            confirmed.add(text);
          } else if (reply.statusCode() < 500) {
            unexpected.add(reply.statusCode() + " " + reply.body());
            return;
          } else {
            TimeUnit.MILLISECONDS.sleep(20);
          }
        } catch (IOException e) {
          // The server is ending: nobody knows what has become of it.
          done = !server.process().isAlive();
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }

  /** The notes of all runs, after a look at the order and the chain of their events. */
  private static List<String> notes(ServerProcess server) throws IOException, SQLException {
    List<String> notes = new ArrayList<>();
    Map<String, Integer> last = new TreeMap<>();
    Map<String, String> heads = new TreeMap<>();
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select run, sequence, type, payload ->> 'text', previous_hash, hash from run_event"
                    + " order by run, sequence")) {
      while (rows.next()) {
        String run = rows.getString(1);
        assertThat(rows.getInt(2)).isEqualTo(last.getOrDefault(run, 0) + 1);
        assertThat(hex(rows, 5)).isEqualTo(heads.getOrDefault(run, EventChain.START));
        last.put(run, rows.getInt(2));
        heads.put(run, hex(rows, 6));
        if (rows.getString(3).equals("note-added")) {
          notes.add(rows.getString(4));
        }
      }
    }
    return notes;
  }

  private static String hex(ResultSet rows, int column) throws SQLException {
    return HexFormat.of().formatHex(rows.getBytes(column));
  }

  @Test
  void withoutItsDatabaseTheServerLivesSaysWhyAndStops() throws Exception {
    Path data = folder.resolve("data");
    try (ServerProcess server = started("data")) {
      try (Connection connection = server.connect();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "insert into flyway_schema_history (installed_rank, version, description, type, script,"
                + " installed_by, execution_time, success) values (999, '999', 'later', 'SQL',"
                + " 'V999__later.sql', 'waymark', 1, true)");
      }
      permissions(data, "rwxrwxrwx");
      ServerProcess.signal("KILL", server.postmaster());

      ServerProcess.await(BACK_WITHIN, () -> server.readiness().contains("invalid permissions"));
      assertThat(server.ready()).isEqualTo(HttpURLConnection.HTTP_UNAVAILABLE);
      assertThat(server.live()).isEqualTo(HttpURLConnection.HTTP_OK);
      assertThat(server.stop()).isLessThan(STOPPED_WITHIN);
    }

    assertThat(failedStart()).contains("can't be started").contains("invalid permissions");
    permissions(data, "rwx------");
    assertThat(failedStart())
        .contains("version 999")
        .contains("up to %d:".formatted(Migrations.newest()));
    assertThat(data.resolve("postgresql/postmaster.pid")).doesNotExist();
  }

  private String failedStart() throws Exception {
    try (ServerProcess server =
        ServerProcess.start(folder.resolve("failed.log"), folder.resolve("data"))) {
      assertThat(server.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(server.process().exitValue()).isEqualTo(1);
      assertThat(server.log()).doesNotContain("\tat ");
      return server.log();
    }
  }

  private static void permissions(Path data, String permissions) throws IOException {
    Files.setPosixFilePermissions(
        data.resolve("postgresql"), PosixFilePermissions.fromString(permissions));
  }

  @Test
  void onAFullDiskItEndsAndComesBackOnceThereIsRoom() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Assumptions.assumeTrue(
        execute("mount", "-t", "tmpfs", "-o", "size=160m", "waymark", disk.toString()) == 0,
        "A disk of its own can be made here by root only");
    try (ServerProcess server = started("disk/data")) {
      server.signIn();
      JsonNode run = server.run(server.openIncident());
      String path = "/api/v1/runs/" + run.get("id").asText() + "/inputs";
      String note = "{\"type\":\"note\",\"visit\":1,\"text\":\"%s\"}";
      assertThat(server.readiness()).contains("MB left");

      Path filling = disk.resolve("filling");
      execute("dd", "if=/dev/zero", "of=" + filling, "bs=1M");
      long database = server.postmaster();
      fillTheLogOfChanges(server);
      ServerProcess.await(BACK_WITHIN, () -> server.readiness().contains("is full"));
      TimeUnit.SECONDS.sleep(2);
      assertThat(server.ready()).isEqualTo(HttpURLConnection.HTTP_UNAVAILABLE);
      assertThat(server.live()).isEqualTo(HttpURLConnection.HTTP_OK);
      assertThat(server.post(path, note.formatted("full"), "full").statusCode())
          .isBetween(500, 599);

      Files.delete(filling);
      long freed = System.nanoTime();
      ServerProcess.await(
          BACK_WITHIN,
          () -> {
            try {
              return server.post(path, note.formatted("room"), "room").statusCode()
                  == HttpURLConnection.HTTP_OK;
            } catch (IOException | InterruptedException e) {
              return false;
            }
          });
      System.out.printf(
          "back %d ms after the disk had room%n", (System.nanoTime() - freed) / 1_000_000);
      assertThat(server.postmaster()).as("it had ended for want of room").isNotEqualTo(database);
      ServerProcess.await(BACK_WITHIN, () -> server.ready() == HttpURLConnection.HTTP_OK);
    } finally {
      execute("umount", "-l", disk.toString());
    }
  }

  /** Until it wants its next file, for which there is no room: PostgreSQL ends itself then. */
  private static void fillTheLogOfChanges(ServerProcess server) throws Exception {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 50; i++) {
        statement.execute("select pg_logical_emit_message(true, 'waymark', 'x')");
        statement.execute("select pg_switch_wal()");
      }
    } catch (SQLException e) {
      return;
    }
    throw new AssertionError("there was room");
  }

  private static int execute(String... command) throws Exception {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private ServerProcess started(String data) throws Exception {
    return ServerProcess.start(folder.resolve("server.log"), folder.resolve(data)).awaitReady();
  }
}
