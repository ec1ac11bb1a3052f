package dev.waymark.cli;

import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kb} itself: knows its commands, and turns wrong usage into a sentence and exit code 2. */
@Command(
    name = "kb",
    header = "Runbooks that run as decision trees.",
    mixinStandardHelpOptions = true,
    versionProvider = KbCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "PATH is an entry's file or a folder of entries. ENTRY is such a file, or an id that is"
          + " looked up in the content folder: kb-content/entries of the checkout, or what"
          + " --content or the variable WAYMARK_CONTENT says.",
      "",
      "Exit codes: 0 all is well, 1 something is wrong with what was looked at, 2 wrong usage."
    })
final class KbCommand implements Runnable {

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  private KbCommand() {}

  /** Runs a command and gives its exit code. */
  static int run(Terminal terminal, String... args) {
    CommandLine kb =
        new CommandLine(new KbCommand())
            .addSubcommand("serve", new ScriptedCommand.Serve())
            .addSubcommand("lint", new LintCommand(terminal))
            .addSubcommand("test", new TestCommand(terminal))
            .addSubcommand("tree", new TreeCommand(terminal))
            .addSubcommand("run", new RunCommand(terminal))
            .addSubcommand("query", new QueryCommand(terminal))
            .addSubcommand("generate-tables", new GenerateTablesCommand(terminal))
            .addSubcommand("doctor", new DoctorCommand(terminal))
            .addSubcommand("azure-stub", new AzureStubCommand(terminal))
            .addSubcommand("verify-record", new ScriptedCommand.VerifyRecord())
            .addSubcommand("bench", new ScriptedCommand.Bench())
            .addSubcommand("help", new CommandLine.HelpCommand())
            .setExpandAtFiles(false)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(terminal.out())
            .setErr(terminal.err())
            .setColorScheme(CommandLine.Help.defaultColorScheme(ansi(terminal)))
            .setParameterExceptionHandler((error, ignored) -> WrongUsage.report(terminal, error))
            .setExecutionExceptionHandler((error, command, ignored) -> broken(terminal, error));
    int code = kb.execute(args);
    terminal.flush();
    return code;
  }

  private static Ansi ansi(Terminal terminal) {
    return terminal.coloured() ? Ansi.ON : Ansi.OFF;
  }

  /** A file that can't be read is the caller's to mend; all else is a fault of ours. */
  private static int broken(Terminal terminal, Exception error) {
    if (error instanceof UncheckedIOException unread) {
      Throwable cause = Optional.<Throwable>ofNullable(unread.getCause()).orElse(unread);
      String why =
          cause instanceof NoSuchFileException
              ? "there is no " + cause.getMessage()
              : String.valueOf(cause.getMessage());
      terminal.err().println("kb: " + Printable.line(why));
      return ExitCode.USAGE;
    }
    terminal.err().println("kb: this is a fault in kb itself; please report it with these lines");
    error.printStackTrace(terminal.err());
    return ExitCode.USAGE;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  /** The version that the jar says. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version =
          Optional.ofNullable(KbCommand.class.getPackage().getImplementationVersion())
              .orElse("built from sources");
      return new String[] {"kb " + version};
    }
  }
}
