package dev.waymark.server.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL that keeps its cluster in a {@link DataFolder} and listens on the loopback address
 * only. One that a killed server left running is used on.
 */
public final class EmbeddedPostgres {
  /** The owner of everything in it. */
  public static final String USER = "waymark";

  private static final String DATABASE = "postgres";
  private static final Duration POLL = Duration.ofMillis(5);

  private final DataFolder folder;
  private final Path cluster;
  private final Binaries binaries;
  private final String password;
  private final int port;

  private EmbeddedPostgres(
      DataFolder folder, Path cluster, Binaries binaries, String password, int port) {
    this.folder = folder;
    this.cluster = cluster;
    this.binaries = binaries;
    this.password = password;
    this.port = port;
  }

  /**
   * Starts PostgreSQL and comes back at once, before it takes connections, so that the server can
   * start meanwhile.
   *
   * @throws StartFailure where it can't be started
   */
  public static EmbeddedPostgres start(DataFolder folder) {
    Path cluster = folder.path().resolve("postgresql");
    Binaries binaries = Binaries.unpack(DataFolder.cachePath(System.getenv()));
    try {
      String password = password(folder.path());
      if (!Files.exists(cluster.resolve("PG_VERSION"))) {
        initialise(folder, cluster, binaries);
      }
      Optional<Postmaster> left = Postmaster.of(cluster);
      if (left.flatMap(Postmaster::process).isPresent()) {
        return new EmbeddedPostgres(folder, cluster, binaries, password, left.orElseThrow().port());
      }
      Postmaster.forget(cluster);
      EmbeddedPostgres database =
          new EmbeddedPostgres(folder, cluster, binaries, password, freePort());
      database.launch();
      return database;
    } catch (IOException e) {
      throw new StartFailure("The database in " + folder.path() + " can't be started.", e);
    }
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE);
  }

  public String password() {
    return password;
  }

  /**
   * Waits until it takes connections.
   *
   * @throws StartFailure where it doesn't in time, with the end of its log
   */
  public void awaitReady(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<Postmaster> state = Postmaster.of(cluster);
      if (state.filter(Postmaster::ready).flatMap(Postmaster::process).isPresent()) {
        return;
      }
      pause();
    }
    throw new StartFailure(
        "The database in %s didn't start within %d s. The end of its log %s:%n%s"
            .formatted(folder.path(), limit.toSeconds(), log(), endOfLog()));
  }

  /** Stops it, waiting for no client, and lets go of the folder. */
  public void stop() {
    try {
      Process process =
          new ProcessBuilder(
                  asOrdinaryUser(
                      binaries.program("pg_ctl").toString(),
                      "stop",
                      "-D",
                      cluster.toString(),
                      "-m",
                      "fast",
                      "-w",
                      "-t",
                      "20"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(25, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new StartFailure("The database in " + folder.path() + " can't be stopped.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    folder.release();
  }

  private void launch() throws IOException {
    List<String> command =
        asOrdinaryUser(
            binaries.program("postgres").toString(),
            "-D",
            cluster.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "max_connections=60",
            "-c",
            "timezone=UTC",
            "-c",
            "jit=off");
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start()
        .getOutputStream()
        .close();
  }

  private static void initialise(DataFolder folder, Path cluster, Binaries binaries)
      throws IOException {
    // A start that dies midway leaves this folder and not the real one.
    Path unfinished = folder.path().resolve("postgresql.unfinished");
    deleteTree(unfinished);
    Path log = folder.path().resolve("initdb.log");
    Process process =
        new ProcessBuilder(
                asOrdinaryUser(
                    binaries.program("initdb").toString(),
                    "-D",
                    unfinished.toString(),
                    "-U",
                    USER,
                    "--pwfile=" + passwordFile(folder.path()),
                    "--auth=scram-sha-256",
                    // Slow hashing protects what people choose; this password is random.
                    "--set=scram_iterations=1",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process.getOutputStream().close();
    if (waitFor(process) != 0) {
      throw new StartFailure(
          "The database in %s can't be created:%n%s"
              .formatted(folder.path(), Files.readString(log).strip()));
    }
    try {
      Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(unfinished, cluster);
    }
  }

  private static int waitFor(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** PostgreSQL refuses to run as root; a user namespace without rights is enough for it. */
  private static List<String> asOrdinaryUser(String... command) {
    List<String> words = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      if (!Files.isExecutable(Path.of("/usr/bin/unshare"))) {
        throw new StartFailure(
            "PostgreSQL doesn't run as root. Start the server as another user, or give the URL of"
                + " another database with QUARKUS_DATASOURCE_JDBC_URL.");
      }
      words.addAll(List.of("/usr/bin/unshare", "--user"));
    }
    words.addAll(Arrays.asList(command));
    return words;
  }

  private static String password(Path folder) throws IOException {
    Path file = passwordFile(folder);
    if (Files.exists(file) && Files.size(file) > 0) {
      return Files.readString(file).strip();
    }
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    String password = HexFormat.of().formatHex(secret);
    FileAttribute<?>[] ownerOnly =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Files.deleteIfExists(file);
    Files.createFile(file, ownerOnly);
    Files.writeString(file, password);
    return password;
  }

  private static Path passwordFile(Path folder) {
    return folder.resolve("postgresql.password");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Path log() {
    return folder.path().resolve("postgresql.log");
  }

  private String endOfLog() {
    try {
      List<String> lines = Files.readAllLines(log());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    } catch (IOException e) {
      return "(not there)";
    }
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("Interrupted while the database started.", e);
    }
  }

  /** What the data source needs to know, as configuration. */
  public Map<String, String> configuration() {
    return Map.of(
        "quarkus.datasource.jdbc.url", jdbcUrl(),
        "quarkus.datasource.username", USER,
        "quarkus.datasource.password", password);
  }
}
