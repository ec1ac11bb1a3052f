package dev.waymark.server.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL that keeps its cluster in a {@link DataFolder} and listens on the loopback address
 * only. Once it has been ready it is supervised: whenever its process ends, it's started again on
 * the same port, until somebody stops it.
 */
public final class EmbeddedPostgres implements DatabaseState {
  /** The owner of everything in it, as whom migrations run. */
  static final String OWNER = "waymark";

  /** The role of the application, which may not change what is written once. */
  static final String APPLICATION = "waymark_app";

  private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);
  private static final String DATABASE = "postgres";
  private static final Duration POLL = Duration.ofMillis(5);

  private static final Duration FIRST_WAIT = Duration.ofMillis(50);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  /** One that lived so long had started well. */
  private static final Duration STEADY = Duration.ofSeconds(2);

  private static final Duration ORDERLY = Duration.ofSeconds(2);

  /** As much as the log of changes may grow before a checkpoint gives some back. */
  private static final long LITTLE_SPACE = 1L << 30;

  /** Less than what a few writes may take. */
  private static final long NO_SPACE = 1L << 20;

  /** Below what operating systems give to connections that go out. */
  private static final int FIRST_PORT = 20_000;

  private static final int LAST_PORT = 32_000;

  private final DataFolder folder;
  private final Cluster cluster;
  private final String ownerPassword;
  private final String password;
  private final int port;
  private final Thread supervisor;

  private volatile Process process;
  private volatile long logStart;
  private volatile String lastEnd = "";
  private volatile long freeBytes = Long.MAX_VALUE;
  private volatile boolean wasReady;
  private volatile boolean stopping;

  private EmbeddedPostgres(
      DataFolder folder, Cluster cluster, String ownerPassword, String password, int port)
      throws IOException {
    this.folder = folder;
    this.cluster = cluster;
    this.ownerPassword = ownerPassword;
    this.password = password;
    this.port = port;
    this.logStart = cluster.log().end();
    this.process = cluster.launch(port);
    this.supervisor = new Thread(this::supervise, "database-supervisor");
    supervisor.setDaemon(true);
  }

  /**
   * Starts PostgreSQL and comes back at once, before it takes connections, so that the server can
   * start meanwhile. One that a killed server left running is ended first.
   *
   * @throws StartFailure if it can't be started
   */
  public static EmbeddedPostgres start(DataFolder folder) {
    Cluster cluster = new Cluster(folder, DataFolder.cachePath(System.getenv()));
    try {
      Path ownerFile = folder.path().resolve("postgresql.password");
      String ownerPassword = password(ownerFile).orElseGet(EmbeddedPostgres::newPassword);
      keep(ownerPassword, ownerFile);
      if (!cluster.exists()) {
        cluster.create(OWNER, ownerFile);
      } else if (cluster.isInUse()) {
        cluster.end(ORDERLY);
      }
      return new EmbeddedPostgres(
          folder, cluster, ownerPassword, applicationPassword(folder, cluster), freePort());
    } catch (IOException e) {
      throw new StartFailure("The database in " + folder.path() + " can't be started.", e);
    }
  }

  /**
   * How the application's role reaches the database of a folder where it runs already, whoever
   * started it.
   *
   * @return configuration of a data source; empty if none runs
   */
  public static Optional<Map<String, String>> running(Path folder) {
    Path home = folder.toAbsolutePath().normalize();
    Path cluster = home.resolve("postgresql");
    try {
      Optional<String> kept = password(home.resolve("postgresql.app.password"));
      return Postmaster.of(cluster)
          .filter(found -> found.process(cluster).isPresent() && kept.isPresent())
          .map(
              found ->
                  Map.of(
                      "quarkus.datasource.jdbc.url", jdbcUrl(found.port()),
                      "quarkus.datasource.username", APPLICATION,
                      "quarkus.datasource.password", kept.orElseThrow()));
    } catch (IOException e) {
      throw new StartFailure("The password of the database in " + folder + " can't be read.", e);
    }
  }

  public String jdbcUrl() {
    return jdbcUrl(port);
  }

  private static String jdbcUrl(int port) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE);
  }

  /** What the data source and the migrations need to know, as configuration. */
  public Map<String, String> configuration() {
    return Map.of(
        "quarkus.datasource.jdbc.url", jdbcUrl(),
        "quarkus.datasource.username", APPLICATION,
        "quarkus.datasource.password", password,
        "quarkus.flyway.username", OWNER,
        "quarkus.flyway.password", ownerPassword);
  }

  /**
   * Waits until it takes connections; from then on it's supervised.
   *
   * @throws StartFailure if it ends at once, or isn't ready in time, with the end of its log
   */
  public void awaitReady(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!isReady()) {
      if (!process.isAlive()) {
        throw failure("can't be started: " + whyItEnded());
      }
      if (System.nanoTime() > deadline) {
        throw failure("isn't ready after %d s.".formatted(limit.toSeconds()));
      }
      Cluster.pause(POLL);
    }
    look();
    wasReady = true;
    supervisor.start();
  }

  /** Has somebody told at once where it ends before it has ever been ready. */
  public void whenStartFails(Consumer<StartFailure> told) {
    var unused =
        process
            .onExit()
            .thenAccept(
                ended -> {
                  if (!wasReady && !stopping) {
                    told.accept(failure("can't be started: " + whyItEnded()));
                  }
                });
  }

  private StartFailure failure(String what) {
    List<String> lines = cluster.log().linesSince(logStart);
    return new StartFailure(
        "The database in %s %s%nThe end of its log %s:%n%s"
            .formatted(
                folder.path(),
                what,
                cluster.log().file(),
                String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()))));
  }

  /**
   * Stops it for good, waiting for no client, and lets go of the folder.
   *
   * @param limit after which it's ended by force; it recovers at its next start then
   */
  public void stop(Duration limit) {
    stopping = true;
    supervisor.interrupt();
    synchronized (this) {
      cluster.end(limit);
    }
    folder.release();
  }

  @Override
  public Optional<String> trouble() {
    if (!process.isAlive()) {
      return Optional.of(
          "The database has ended and is being started again. The reason: " + lastEnd);
    }
    if (!isReady()) {
      return Optional.of(
          lastEnd.isEmpty()
              ? "The database is starting."
              : "The database is starting again after it had ended. The reason: " + lastEnd);
    }
    return freeBytes < NO_SPACE ? Optional.of(noSpace()) : Optional.empty();
  }

  @Override
  public List<String> warnings() {
    return freeBytes < LITTLE_SPACE && freeBytes >= NO_SPACE
        ? List.of(
            "The disk of the data folder %s has only %,d MB left. Make room: on a full disk nothing can be recorded."
                .formatted(folder.path(), freeBytes >> 20))
        : List.of();
  }

  private String noSpace() {
    return "The disk of the data folder %s is full, so nothing can be recorded. Make room; the rest goes on by itself."
        .formatted(folder.path());
  }

  private boolean isReady() {
    return cluster
        .postmaster()
        .filter(found -> found.pid() == process.pid() && found.ready())
        .isPresent();
  }

  private void supervise() {
    Duration wait = Duration.ZERO;
    try {
      while (!stopping) {
        long began = System.nanoTime();
        watchUntilItEnds(began);
        endedBecause(whyItEnded());
        wait = isSteady(began) ? Duration.ZERO : next(wait);
        do {
          TimeUnit.NANOSECONDS.sleep(wait.toNanos());
          wait = next(wait);
        } while (!launchAgain());
      }
    } catch (InterruptedException e) {
      // It's being stopped.
    }
  }

  /** The same reason is logged once, however often the start fails. */
  private void endedBecause(String reason) {
    if (!reason.equals(lastEnd)) {
      LOG.warnf("The database has ended and is started again. The reason: %s", reason);
    }
    lastEnd = reason;
  }

  private static boolean isSteady(long began) {
    return System.nanoTime() - began > STEADY.toNanos();
  }

  private static Duration next(Duration wait) {
    Duration longer = wait.isZero() ? FIRST_WAIT : wait.multipliedBy(2);
    return longer.compareTo(LONGEST_WAIT) < 0 ? longer : LONGEST_WAIT;
  }

  private void watchUntilItEnds(long began) throws InterruptedException {
    while (!process.waitFor(1, TimeUnit.SECONDS)) {
      look();
      cluster.log().limit();
      if (!lastEnd.isEmpty() && isSteady(began) && isReady()) {
        LOG.info("The database works again.");
        lastEnd = "";
      }
    }
    look();
  }

  private void look() {
    try {
      freeBytes = cluster.freeBytes();
    } catch (IOException e) {
      LOG.debug("The space of the data folder's disk isn't known", e);
    }
  }

  private String whyItEnded() {
    int status = process.exitValue();
    String reason =
        cluster
            .log()
            .failureSince(logStart)
            .map(failure -> failure.endsWith(".") ? failure : failure + ".")
            .orElseGet(
                () ->
                    status > 128
                        ? "its process was killed by signal %d.".formatted(status - 128)
                        : "its process ended with status %d.".formatted(status));
    return freeBytes < NO_SPACE ? reason + " " + noSpace() : reason;
  }

  private synchronized boolean launchAgain() {
    try {
      if (!stopping) {
        cluster.end(ORDERLY);
        logStart = cluster.log().end();
        process = cluster.launch(port);
      }
      return true;
    } catch (IOException | RuntimeException e) {
      endedBecause(String.valueOf(e.getMessage()));
      return false;
    }
  }

  /** Creates the application's role, also in a cluster that was made before there was one. */
  private static String applicationPassword(DataFolder folder, Cluster cluster) throws IOException {
    Path file = folder.path().resolve("postgresql.app.password");
    Optional<String> kept = password(file);
    if (kept.isPresent()) {
      return kept.orElseThrow();
    }
    String password = newPassword();
    cluster.executeAlone(
        DATABASE,
        List.of(
            "do $$ begin if not exists (select from pg_roles where rolname = '%1$s') then create role %1$s; end if; end $$;"
                .formatted(APPLICATION),
            "alter role %s login noinherit nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '%s';"
                .formatted(APPLICATION, password)));
    keep(password, file);
    return password;
  }

  private static String newPassword() {
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }

  private static Optional<String> password(Path file) throws IOException {
    return Files.exists(file)
        ? Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /** In one piece, so that a start that dies midway leaves no half of one. */
  private static void keep(String password, Path file) throws IOException {
    if (password(file).filter(password::equals).isPresent()) {
      return;
    }
    FileAttribute<?>[] ownerOnly =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    Files.createFile(unfinished, ownerOnly);
    Files.writeString(unfinished, password);
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * One that is kept for as long as the server runs: while the database is away, no connection that
   * goes out gets it by chance.
   */
  private static int freePort() throws IOException {
    List<Integer> tried = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        tried.add(port);
      }
    }
    throw new IOException("none of these ports is free: " + tried);
  }
}
