package dev.waymark.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Commands that the {@code kb} script starts by itself, named here for the help. */
abstract class ScriptedCommand implements Runnable {

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Unmatched private List<String> rest = new ArrayList<>();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "the script `kb` of the checkout starts this one: ./kb %s %s"
            .formatted(spec.name(), String.join(" ", rest))
            .strip());
  }

  @Command(
      description = "Start the server: pages, API and an embedded database.",
      mixinStandardHelpOptions = true)
  static final class Serve extends ScriptedCommand {}

  @Command(
      description = "Verify that a server's record is what was recorded.",
      mixinStandardHelpOptions = true)
  static final class VerifyRecord extends ScriptedCommand {}

  @Command(
      description = "Measure speed, each figure as a ratio to a reference in the same run.",
      mixinStandardHelpOptions = true)
  static final class Bench extends ScriptedCommand {}
}
