package dev.waymark.cli;

import dev.waymark.model.source.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in two lines what is wrong with a command, and what was probably meant. */
final class WrongUsage {

  private WrongUsage() {}

  static int report(Terminal terminal, ParameterException error) {
    CommandLine command = error.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    terminal.err().println(name + ": " + Printable.line(message(error)));
    terminal.err().println("Try `" + name + " --help`.");
    return ExitCode.USAGE;
  }

  private static String message(ParameterException error) {
    List<String> unmatched =
        error instanceof UnmatchedArgumentException u ? u.getUnmatched() : List.of();
    if (unmatched.isEmpty()) {
      // picocli says "option" twice where the value of a map has no key.
      return lowerFirst(String.valueOf(error.getMessage()).replace("option option", "option"));
    }
    CommandLine command = error.getCommandLine();
    String word = unmatched.get(0);
    if (word.startsWith("-")) {
      String option = word.replaceFirst("=.*", "");
      return "there is no option `" + option + "`" + guess(option, options(command));
    }
    Set<String> commands = command.getSubcommands().keySet();
    return commands.isEmpty()
        ? "nothing is expected behind that: `" + word + "`"
        : "there is no command `" + word + "`" + guess(word, commands);
  }

  private static String lowerFirst(String message) {
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  private static Collection<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .flatMap(option -> Stream.of(option.names()))
        .filter(name -> name.startsWith("--"))
        .collect(Collectors.toSet());
  }

  private static String guess(String word, Collection<String> known) {
    Optional<String> nearest = Nearest.to(word, known);
    return nearest.map(name -> "; did you mean `" + name + "`?").orElse("");
  }
}
