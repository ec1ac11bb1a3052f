package dev.waymark.runbooks.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code kb} itself: knows its commands, and turns wrong usage into a sentence and exit code 2. */
@Command(
    name = "kb",
    description = "Runbooks that run as decision trees.",
    mixinStandardHelpOptions = true,
    version = "kb 0.1.0")
public final class KbCommand {

  private KbCommand() {}

  static int run(Terminal terminal, String... args) {
    return new CommandLine(new KbCommand())
        .setExpandAtFiles(false)
        .setOut(terminal.out())
        .setErr(terminal.err())
        .execute(args);
  }
}
