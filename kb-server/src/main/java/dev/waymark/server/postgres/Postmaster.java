package dev.waymark.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} in a cluster's folder says of the process that has it.
 *
 * @param ready whether it takes connections
 */
record Postmaster(long pid, int port, boolean ready) {
  private static final String FILE = "postmaster.pid";

  /** Lines of the file, as PostgreSQL documents them. */
  private static final int PID = 0;

  private static final int PORT = 3;
  private static final int STATUS = 7;

  /** Empty where there is no such file, or one not yet written to its end. */
  static Optional<Postmaster> of(Path cluster) {
    try {
      List<String> lines = Files.readAllLines(cluster.resolve(FILE));
      if (lines.size() <= PORT) {
        return Optional.empty();
      }
      boolean ready = lines.size() > STATUS && lines.get(STATUS).strip().equals("ready");
      return Optional.of(
          new Postmaster(
              Long.parseLong(lines.get(PID).strip()),
              Integer.parseInt(lines.get(PORT).strip()),
              ready));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StartFailure("The database's folder " + cluster + " can't be read.", e);
    }
  }

  /** Removes what a postmaster that is gone has left behind. */
  static void forget(Path cluster) {
    try {
      Files.deleteIfExists(cluster.resolve(FILE));
    } catch (IOException e) {
      throw new StartFailure("The database's folder " + cluster + " can't be written.", e);
    }
  }

  /**
   * The living process, and only where it is a PostgreSQL: after a restart of the machine the
   * number may belong to anything.
   */
  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(
            handle ->
                handle
                    .info()
                    .command()
                    .map(command -> Path.of(command).getFileName().toString())
                    .filter(name -> name.startsWith("postgres"))
                    .isPresent());
  }
}
