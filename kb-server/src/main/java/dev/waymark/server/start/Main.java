package dev.waymark.server.start;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Locale;
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
            .setParameterExceptionHandler((error, wrong) -> wrongUsage(error))
            .execute(arguments);
    if (status != 0 || !ServeCommand.hasStarted()) {
      System.exit(status);
    }
  }

  /** As the other commands say it: what is wrong, and where help is. */
  private static int wrongUsage(CommandLine.ParameterException error) {
    String message = String.valueOf(error.getMessage());
    System.err.println(
        "kb serve: " + message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1));
    System.err.println("Try `kb serve --help`.");
    return error.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
  }
}
