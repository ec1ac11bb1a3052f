package dev.waymark.server.start;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;

/** Starts the server. */
@QuarkusMain
public final class Main {
  private Main() {}

  public static void main(String... arguments) {
    int status =
        new CommandLine(new ServeCommand())
            .setExpandAtFiles(false)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments);
    if (status != 0 || !ServeCommand.hasStarted()) {
      System.exit(status);
    }
  }
}
