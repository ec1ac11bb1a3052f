package dev.waymark.cli;

import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.draw.JsonDrawing;
import dev.waymark.runbooks.draw.MermaidDrawing;
import dev.waymark.runbooks.draw.SvgDrawing;
import dev.waymark.runbooks.draw.TextDrawing;
import dev.waymark.runbooks.draw.TreeGraph;
import dev.waymark.runbooks.tree.Tree;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kb tree}. */
@Command(description = "Draw an entry's decision tree.", mixinStandardHelpOptions = true)
final class TreeCommand implements Callable<Integer> {

  enum Format {
    TEXT,
    MERMAID,
    SVG,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Terminal terminal;

  @Mixin private final EntryArgument entry = new EntryArgument();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private Format format = Format.TEXT;

  TreeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CompiledEntry compiled = entry.load(terminal);
    Optional<Tree> tree = MissingTree.treeOf(compiled, terminal);
    if (tree.isEmpty()) {
      return ExitCode.BAD;
    }
    TreeGraph graph = TreeGraph.of(tree.get());
    terminal
        .out()
        .print(
            switch (format) {
              case TEXT -> Printable.of(TextDrawing.draw(graph));
              case MERMAID -> MermaidDrawing.draw(graph);
              case SVG -> SvgDrawing.file(graph);
              case JSON -> JsonDrawing.draw(graph);
            });
    return ExitCode.GOOD;
  }
}
