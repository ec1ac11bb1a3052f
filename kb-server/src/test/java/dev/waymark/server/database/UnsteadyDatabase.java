package dev.waymark.server.database;

import dev.waymark.server.postgres.DataFolder;
import dev.waymark.server.postgres.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL of a test's own that can be stopped, killed, frozen, locked and filled, behind a
 * relay that keeps its address and can lose a connection while it commits.
 */
public final class UnsteadyDatabase implements QuarkusTestResourceLifecycleManager {
  /** Whether its disk can be filled: that takes the right to mount one. */
  static final String HAS_DISK = "waymark.test.has-disk";

  private Path folder = Path.of("target");
  private boolean hasDisk;
  private Optional<EmbeddedPostgres> database = Optional.empty();
  private Optional<Connection> lock = Optional.empty();
  private Optional<ServerSocket> relay = Optional.empty();
  private volatile boolean cutsAtCommit;
  private volatile boolean isReachable = true;

  /** Tests with a server on it. */
  public static final class Profile implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(UnsteadyDatabase.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }

  /** The field of a test with what can be done to it, by name. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Controls {}

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("waymark-unsteady-");
      hasDisk =
          isDone("mount", "-t", "tmpfs", "-o", "size=160m,mode=777", "waymark", folder.toString());
      launch();
      ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      relay = Optional.of(server);
      daemon(() -> relay(server));
      Map<String, String> configuration = new HashMap<>(database.orElseThrow().configuration());
      configuration.put(
          "quarkus.datasource.jdbc.url",
          "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.getLocalPort()));
      configuration.put(HAS_DISK, Boolean.toString(hasDisk));
      return configuration;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    Map<String, Runnable> controls =
        Map.of(
            "stop", () -> end("-INT"),
            "kill", () -> end("-KILL"),
            "freeze", () -> signal("-STOP"),
            "thaw", () -> signal("-CONT"),
            "launch", this::launch,
            "lock", this::lock,
            "unlock", this::unlock,
            "cut at commit", () -> cutsAtCommit = true,
            "fill", this::fill,
            "empty", () -> delete(filler()));
    injector.injectIntoFields(
        controls, new TestInjector.AnnotatedAndMatchesType(Controls.class, Map.class));
  }

  @Override
  public void stop() {
    unlock();
    try {
      relay.orElseThrow().close();
      database.ifPresent(running -> running.stop(Duration.ofSeconds(5)));
      if (hasDisk) {
        isDone("umount", folder.toString());
      }
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(UnsteadyDatabase::delete);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it; later on it starts by itself, and is reached again. */
  private void launch() {
    if (database.isEmpty()) {
      database = Optional.of(EmbeddedPostgres.start(DataFolder.claim(folder)));
      database.orElseThrow().awaitReady(Duration.ofSeconds(60));
    }
    isReachable = true;
  }

  /** Ends it, and keeps it from being reached before {@link #launch}. */
  private void end(String signal) {
    isReachable = false;
    isDone("kill", signal, Long.toString(postmaster()));
  }

  private List<String> pidFile() {
    try {
      return Files.readAllLines(folder.resolve("postgresql").resolve("postmaster.pid"));
    } catch (IOException e) {
      return List.of();
    }
  }

  private long postmaster() {
    List<String> lines = pidFile();
    return lines.isEmpty() ? Long.MAX_VALUE : Long.parseLong(lines.get(0).strip());
  }

  private int port() {
    List<String> lines = pidFile();
    return lines.size() > 3 ? Integer.parseInt(lines.get(3).strip()) : 1;
  }

  private void signal(String signal) {
    long postmaster = postmaster();
    List<String> words = new ArrayList<>(List.of("kill", signal, Long.toString(postmaster)));
    ProcessHandle.of(postmaster).stream()
        .flatMap(ProcessHandle::descendants)
        .forEach(process -> words.add(Long.toString(process.pid())));
    isDone(words.toArray(String[]::new));
  }

  private void lock() {
    try {
      EmbeddedPostgres running = database.orElseThrow();
      Connection connection =
          DriverManager.getConnection(
              "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port()),
              running.configuration().get("quarkus.flyway.username"),
              running.configuration().get("quarkus.flyway.password"));
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("lock table run_event in access exclusive mode");
      }
      lock = Optional.of(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void unlock() {
    lock.ifPresent(
        connection -> {
          try {
            connection.close();
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
    lock = Optional.empty();
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  private void fill() {
    byte[] block = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (true) {
        out.write(block);
        out.flush();
      }
    } catch (IOException e) {
      // Now it is full, but for what is left in the last block of each file.
      return;
    }
  }

  private void relay(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        daemon(() -> relay(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void relay(Socket client) {
    if (!isReachable) {
      close(client);
      return;
    }
    try (client;
        Socket other = new Socket(InetAddress.getLoopbackAddress(), port())) {
      daemon(() -> pump(other, client, true));
      pump(client, other, false);
    } catch (IOException e) {
      // The client sees that its connection has ended.
      return;
    }
  }

  /** Passes on what comes; closes both where one has ended. */
  private void pump(Socket from, Socket to, boolean isFromServer) {
    byte[] bytes = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        // The server has done it, and its reply is lost.
        boolean isCommit =
            isFromServer
                && cutsAtCommit
                && new String(bytes, 0, count, StandardCharsets.ISO_8859_1).contains("COMMIT");
        if (isCommit) {
          cutsAtCommit = false;
          return;
        }
        out.write(bytes, 0, count);
        out.flush();
      }
    } catch (IOException e) {
      return;
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "unsteady-database");
    thread.setDaemon(true);
    thread.start();
  }

  private static boolean isDone(String... words) {
    try {
      return new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
