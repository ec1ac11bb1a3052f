package dev.waymark.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
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

  /** Empty if there is no such file, or one not yet written to its end. */
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
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
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

  /** The living process, and only if it is the PostgreSQL of this cluster. */
  Optional<ProcessHandle> process(Path cluster) {
    return ProcessHandle.of(pid).filter(handle -> isOf(handle, cluster));
  }

  /**
   * Whether a process is a PostgreSQL that has this cluster open. The number of one that is gone
   * may belong to anything by now, another cluster's PostgreSQL included; and a process that has
   * ended and that nobody has waited for has no program any more.
   */
  static boolean isOf(ProcessHandle process, Path cluster) {
    ProcessHandle.Info info = process.info();
    boolean isPostgres =
        info.command()
            .map(command -> Path.of(command).getFileName().toString())
            .filter(name -> name.startsWith("postgres"))
            .isPresent();
    return isPostgres && (isNamedBy(info, cluster) || worksIn(process, cluster));
  }

  private static boolean isNamedBy(ProcessHandle.Info info, Path cluster) {
    return info.arguments()
        .filter(words -> List.of(words).contains(cluster.toString()))
        .isPresent();
  }

  /** The server processes of a postmaster have another command line; only Linux tells of these. */
  private static boolean worksIn(ProcessHandle process, Path cluster) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
          .equals(cluster.toRealPath());
    } catch (IOException | SecurityException e) {
      // It has just ended, or belongs to somebody else.
      return false;
    }
  }
}
