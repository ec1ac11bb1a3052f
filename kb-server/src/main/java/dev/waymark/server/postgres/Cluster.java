package dev.waymark.server.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The files of a PostgreSQL below a data folder, and the programs that are run on them. */
final class Cluster {
  /** Settings that hold whatever stands in {@code postgresql.conf}. */
  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "max_connections=60",
          "timezone=UTC",
          "jit=off",
          // Bounds for questions in SQL: no query takes workers, whose memory nobody bounds.
          "max_worker_processes=0",
          "temp_file_limit=2GB",
          "restart_after_crash=on",
          // What a client has given up or left behind must not hold locks for ever.
          "client_connection_check_interval=1s",
          "idle_in_transaction_session_timeout=60s",
          "authentication_timeout=5s");

  private final DataFolder folder;
  private final Path home;
  private final Path cache;
  private final DatabaseLog log;

  /**
   * @param cache where PostgreSQL's programs are unpacked
   */
  Cluster(DataFolder folder, Path cache) {
    this.folder = folder;
    this.home = folder.path().resolve("postgresql");
    this.cache = cache;
    this.log = new DatabaseLog(folder.path().resolve("postgresql.log"));
  }

  DatabaseLog log() {
    return log;
  }

  Path folder() {
    return folder.path();
  }

  /** What the process that has the files says of itself. */
  Optional<Postmaster> postmaster() {
    return Postmaster.of(home);
  }

  /** Whether a server process has left something that says so, or still runs. */
  boolean isInUse() {
    return Files.exists(home.resolve("postmaster.pid"));
  }

  /** How many bytes can still be written to its disk. */
  long freeBytes() throws IOException {
    return Files.getFileStore(folder.path()).getUsableSpace();
  }

  boolean exists() {
    return Files.exists(home.resolve("PG_VERSION"));
  }

  /** Creates it, with an owner of everything who may do everything. */
  void create(String owner, Path passwordFile) throws IOException {
    // A start that dies midway leaves this folder and not the real one.
    Path unfinished = folder.path().resolve("postgresql.unfinished");
    deleteTree(unfinished);
    Path output = folder.path().resolve("initdb.log");
    Process process =
        new ProcessBuilder(
                asOrdinaryUser(
                    program("initdb"),
                    "-D",
                    unfinished.toString(),
                    "-U",
                    owner,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    // Slow hashing protects what people choose; this password is random.
                    "--set=scram_iterations=1",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C"))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    if (waitFor(process) != 0) {
      throw new StartFailure(
          "The database in %s can't be created:%n%s"
              .formatted(folder.path(), Files.readString(output).strip()));
    }
    try {
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(unfinished, home);
    }
  }

  /** Runs statements, one on each line, while nothing else has the files. */
  void executeAlone(String database, List<String> statements) throws IOException {
    long start = log.end();
    Process process =
        new ProcessBuilder(
                asOrdinaryUser(
                    program("postgres"),
                    "--single",
                    "-D",
                    home.toString(),
                    "-c",
                    "exit_on_error=true",
                    // Nothing of a statement is logged, since a password stands in one.
                    "-c",
                    "log_min_error_statement=panic",
                    database))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.file().toFile()))
            .start();
    try (var input = process.getOutputStream()) {
      input.write((String.join("\n", statements) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It has ended before it read all of them; its log says why.
    }
    if (waitFor(process) != 0) {
      throw new StartFailure(
          "The database in %s can't be prepared: %s"
              .formatted(
                  folder.path(),
                  log.failureSince(start).orElse("see " + log.file() + " for the reason")));
    }
  }

  /** Begins the server process, and comes back before it takes connections. */
  Process launch(int port) throws IOException {
    log.limit();
    List<String> command =
        asOrdinaryUser(program("postgres"), "-D", home.toString(), "-p", Integer.toString(port));
    for (String setting : SETTINGS) {
      command.add("-c");
      command.add(setting);
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()))
            .start();
    process.getOutputStream().close();
    return process;
  }

  /**
   * Ends whatever runs on the files: in order within the limit, so that the next start has nothing
   * to recover, else at once. Nothing that was confirmed to somebody is lost either way.
   */
  void end(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    Optional<ProcessHandle> postmaster = postmaster().flatMap(found -> found.process(home));
    if (postmaster.isPresent()) {
      ProcessHandle process = postmaster.orElseThrow();
      interrupt(process.pid());
      while (Postmaster.isOf(process, home) && System.nanoTime() < deadline) {
        pause(Duration.ofMillis(5));
      }
      process.destroyForcibly();
    }
    endOrphans(deadline);
    Postmaster.forget(home);
  }

  /**
   * A postmaster that was killed leaves its children behind; while one of them lives, and a frozen
   * one lives for ever, the shared memory is in use and no other can start.
   */
  private void endOrphans(long deadline) {
    for (List<ProcessHandle> left = processes(); !left.isEmpty(); left = processes()) {
      left.forEach(ProcessHandle::destroyForcibly);
      if (System.nanoTime() > deadline + Duration.ofSeconds(1).toNanos()) {
        return;
      }
      pause(Duration.ofMillis(5));
    }
  }

  private List<ProcessHandle> processes() {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(process -> Postmaster.isOf(process, home)).toList();
    }
  }

  /** Looked for each time, since caches are emptied, even below a server that runs. */
  private String program(String name) {
    return Binaries.unpack(cache).program(name).toString();
  }

  /** Asks PostgreSQL to end without waiting for its clients. */
  private void interrupt(long pid) {
    try {
      Process process =
          new ProcessBuilder(asOrdinaryUser(program("pg_ctl"), "kill", "INT", Long.toString(pid)))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      // It's ended at once, then.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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

  private static int waitFor(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  static void pause(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("Interrupted while waiting for the database.", e);
    }
  }

  private static void deleteTree(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
