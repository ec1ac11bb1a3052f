package dev.waymark.server.question;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The memory of the process that serves a connection. PostgreSQL has no setting for it; if that
 * process runs on this machine, as that of the embedded database does, the operating system bounds
 * it: what goes beyond is an ordinary error of PostgreSQL's then.
 */
final class BackendMemory {
  private static final String VIRTUAL_SIZE = "VmSize:";

  private BackendMemory() {}

  /**
   * Lets a connection's process grow by so many bytes from now on.
   *
   * @return whether it's bounded now
   */
  static boolean bound(Connection connection, long bytes) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select pg_backend_pid(), coalesce(inet_client_port(), -1)")) {
      row.next();
      return bound(row.getInt(1), row.getInt(2), bytes);
    }
  }

  private static boolean bound(int process, int clientPort, long bytes) {
    Path folder = Path.of("/proc", Integer.toString(process));
    try {
      // The title of a process of PostgreSQL's names its client: no other has this number here.
      String title = new String(Files.readAllBytes(folder.resolve("cmdline")), UTF_8);
      return title.startsWith("postgres")
          && title.contains("(" + clientPort + ")")
          && limit(process, virtualSize(folder) + bytes);
    } catch (IOException e) {
      return false;
    }
  }

  private static long virtualSize(Path folder) throws IOException {
    for (String line : Files.readAllLines(folder.resolve("status"))) {
      if (line.startsWith(VIRTUAL_SIZE)) {
        String kilobytes = line.substring(VIRTUAL_SIZE.length()).replace("kB", "").strip();
        return Long.parseLong(kilobytes) << 10;
      }
    }
    throw new IOException("no " + VIRTUAL_SIZE);
  }

  private static boolean limit(int process, long bytes) throws IOException {
    Process command =
        new ProcessBuilder(List.of("prlimit", "--pid=" + process, "--as=" + bytes))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return command.waitFor(2, TimeUnit.SECONDS) && command.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      command.destroyForcibly();
    }
  }
}
