package dev.waymark.runbooks.write;

import dev.waymark.runbooks.markdown.DocumentSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds headings with what stands under them. */
final class NodeWriter {
  private static final String CAUSES = "Root causes";
  private static final String ACTIONS = "Resolution";

  private final LessonBasis learned;
  private final EntryText current;

  NodeWriter(LessonBasis learned, EntryText current) {
    this.learned = learned;
    this.current = current;
  }

  List<Edit> addStep(Change.AddStep change) {
    learned.node(change.after());
    learned.added(NodeText.slug(change.title()));
    List<String> lines = NodeText.step(change);
    if (stands(change.title(), lines)) {
      return List.of();
    }
    DocumentSection after = Nodes.current(current, change.after());
    boolean step =
        current.section("Diagnostics").filter(all -> all.sections().contains(after)).isPresent();
    if (!step) {
      throw new RefusedWriteException(
          "#%s isn't a step".formatted(change.after()),
          "Put the new step behind one under ## Diagnostics");
    }
    return List.of(insert(after, lines));
  }

  List<Edit> addCause(Change.AddCause change) {
    String resolution = NodeText.slug(change.resolution().title());
    String cause = NodeText.slug(change.title());
    if (cause.equals(resolution)) {
      throw new RefusedWriteException(
          "The cause and its resolution have the same name",
          "Name the cause after what is wrong, and the resolution after what to do");
    }
    learned.added(cause);
    learned.added(resolution);
    List<Edit> edits = new ArrayList<>();
    List<String> lines = NodeText.cause(change, resolution);
    if (!stands(change.title(), lines)) {
      edits.add(insert(section(CAUSES), lines));
    }
    List<String> action = NodeText.action(change.resolution());
    if (!stands(change.resolution().title(), action)) {
      edits.add(insert(section(ACTIONS), action));
    }
    return edits;
  }

  private DocumentSection section(String title) {
    return current
        .section(title)
        .orElseThrow(
            () ->
                new RefusedWriteException("The entry has no ## " + title, "Add the section first"));
  }

  private Edit insert(DocumentSection behind, List<String> lines) {
    List<String> block = new ArrayList<>();
    block.add("");
    block.addAll(lines);
    return current.insertBehind(current.lastLine(behind), block);
  }

  /** Whether a new heading is there already; another one of that name is refused. */
  private boolean stands(String title, List<String> lines) {
    Optional<DocumentSection> same = current.node(NodeText.slug(title));
    if (same.isEmpty()) {
      return false;
    }
    int first = current.lineOf(same.get().heading().span().start());
    int last = current.lastLine(same.get());
    List<String> found = new ArrayList<>();
    for (int line = first; line <= last; line++) {
      found.add(current.file().line(line));
    }
    if (!found.equals(lines)) {
      throw new RefusedWriteException(
          "The entry has a heading \"%s\" already, with other contents"
              .formatted(same.get().heading().text()),
          "Choose another name, or change what stands there");
    }
    return true;
  }
}
