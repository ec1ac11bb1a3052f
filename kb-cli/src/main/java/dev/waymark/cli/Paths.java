package dev.waymark.cli;

import dev.waymark.runbooks.KnowledgeBase;
import dev.waymark.runbooks.Runbooks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code PATH…} of commands that look at many entries. */
final class Paths {

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "An entry's file, or a folder of entries.")
  private List<Path> paths = List.of();

  /** The entries at these paths, of which there is at least one. */
  KnowledgeBase load(Terminal terminal) {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new ParameterException(spec.commandLine(), "there is no `" + path + "`");
      }
    }
    KnowledgeBase knowledgeBase = Runbooks.load(paths, terminal.schemas(), terminal.today());
    if (knowledgeBase.entries().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "no entry found: an entry is a `.md` or `.markdown` file, but for a README");
    }
    return knowledgeBase;
  }
}
