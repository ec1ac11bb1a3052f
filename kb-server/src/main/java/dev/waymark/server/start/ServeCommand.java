package dev.waymark.server.start;

import dev.waymark.server.postgres.DataFolder;
import dev.waymark.server.postgres.EmbeddedPostgres;
import dev.waymark.server.postgres.StartFailure;
import io.quarkus.runtime.Quarkus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kb serve}: reads the options, starts the database and then the application. */
@Command(
    name = "kb serve",
    mixinStandardHelpOptions = true,
    version = "Waymark 0.1.0",
    description = "Start the server, and open the link that it prints.",
    footer = {
      "",
      "Other settings are environment variables, such as QUARKUS_DATASOURCE_JDBC_URL for a database"
          + " of your own: see docs/running.md."
    },
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  private static boolean started;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on (default: 8080; 0 takes a free one).")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Address to listen on (default: 127.0.0.1, this machine only).")
  private Optional<String> host = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder for the data (default: ~/.local/share/waymark).")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--content",
      paramLabel = "DIR",
      description =
          "Folder with the entries (default: a git repository in the data folder, see"
              + " docs/content.md).")
  private Optional<Path> content = Optional.empty();

  static boolean hasStarted() {
    return started;
  }

  @Override
  public Integer call() {
    if (content.filter(folder -> !Files.isDirectory(folder)).isPresent()) {
      System.err.println("There is no folder " + content.orElseThrow() + ". Check --content.");
      return 2;
    }
    if (port.filter(number -> number < 0 || number > 65535).isPresent()) {
      System.err.println("--port is a number from 0 to 65535.");
      return 2;
    }
    port.ifPresent(number -> System.setProperty("quarkus.http.port", number.toString()));
    host.ifPresent(name -> System.setProperty("quarkus.http.host", name));
    content.ifPresent(
        folder ->
            System.setProperty("waymark.catalog.content", folder.toAbsolutePath().toString()));
    try {
      boolean isOwnDatabase = !DatabaseStart.isConfigured();
      if (isOwnDatabase || data.isPresent()) {
        DataFolder folder =
            DataFolder.claim(data.orElseGet(() -> DataFolder.defaultPath(System.getenv())));
        System.setProperty("waymark.content.data", folder.path().resolve("content").toString());
        if (isOwnDatabase) {
          EmbeddedPostgres database = EmbeddedPostgres.start(folder);
          // Before the application has loaded and finds out by itself.
          database.whenStartFails(Shutdown::giveUp);
          DatabaseStart.begin(database);
        }
      }
    } catch (StartFailure e) {
      System.err.println(e.getMessage());
      return 1;
    }
    Shutdown.prepare();
    started = true;
    Quarkus.run(Welcome.class);
    return 0;
  }
}
