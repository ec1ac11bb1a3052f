package dev.waymark.runbooks.cli;

import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kb} itself: knows its commands, and turns wrong usage into a sentence and exit code 2. */
@Command(
    name = "kb",
    header = "Runbooks that run as decision trees.",
    footer = {
      "",
      "PATH is an entry's file or a folder of entries; ENTRY an id, looked up in the content folder,",
      "or a file. The content folder is kb-content/entries of the checkout, or what --content or",
      "WAYMARK_CONTENT says.",
      "",
      "Exit codes: 0 good, 1 something is wrong with what was looked at, 2 with the command."
    })
final class KbCommand implements Runnable {

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  private KbCommand() {}

  /** Runs a command and gives its exit code. */
  static int run(Terminal terminal, String... args) {
    CommandLine kb =
        new CommandLine(new KbCommand())
            .addSubcommand(new ServerCommand("serve"))
            .addSubcommand(new LintCommand(terminal))
            .addSubcommand(new TestCommand(terminal))
            .addSubcommand(new TreeCommand(terminal))
            .addSubcommand(new RunCommand(terminal))
            .addSubcommand(new ServerCommand("bench"));
    return 0;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "No command given");
  }
}
