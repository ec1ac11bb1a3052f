package dev.waymark.server.start;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Starts the server, or verifies its record where the first argument says so. */
@QuarkusMain
public final class ServerMain {
  private static final String VERIFY_RECORD = "verify-record";

  private ServerMain() {}

  public static void main(String... arguments) {
    boolean isVerification = arguments.length > 0 && arguments[0].equals(VERIFY_RECORD);
    int status =
        isVerification
            ? run(new VerifyRecordCommand(), Arrays.copyOfRange(arguments, 1, arguments.length))
            : run(new ServeCommand(), arguments);
    if (status != 0 || !ServeCommand.hasStarted()) {
      System.exit(status);
    }
  }

  private static int run(Callable<Integer> command, String... arguments) {
    return new CommandLine(command)
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((error, wrong) -> wrongUsage(error))
        .execute(arguments);
  }

  /** As the other commands say it: what is wrong, and where help is. */
  private static int wrongUsage(CommandLine.ParameterException error) {
    String message = String.valueOf(error.getMessage());
    System.err.println(
        error.getCommandLine().getCommandName()
            + ": "
            + message.substring(0, 1).toLowerCase(Locale.ROOT)
            + message.substring(1));
    System.err.println("Try `" + error.getCommandLine().getCommandName() + " --help`.");
    return error.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
  }
}
