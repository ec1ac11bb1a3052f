package dev.waymark.cli;

import dev.waymark.model.source.Severity;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.tree.Tree;
import java.util.Optional;

/** What commands that need a tree say where an entry has none. */
final class MissingTree {

  private MissingTree() {}

  /** The tree; if errors keep the entry from having one, they are reported. */
  static Optional<Tree> treeOf(CompiledEntry entry, Terminal terminal) {
    if (entry.tree().isEmpty()) {
      entry.issues().stream()
          .filter(issue -> issue.severity() == Severity.ERROR)
          .forEach(issue -> terminal.err().println(terminal.text(issue)));
      terminal.err().println("kb: `" + entry.id() + "` doesn't run until its errors are mended");
    }
    return entry.tree();
  }
}
