package dev.waymark.runbooks.write;

import dev.waymark.runbooks.markdown.DocumentSection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the text says on which a lesson was learned, with what earlier changes of the same lesson
 * made of it: what must stand in the current text for the lesson to be about it.
 */
final class LessonBasis {
  private final EntryText base;
  private final Map<String, List<TableRow>> rows = new HashMap<>();
  private final Map<FenceKey, String> bodies = new HashMap<>();

  /** Nodes that the lesson itself adds. */
  private final Set<String> added = new HashSet<>();

  private record FenceKey(String node, String body) {}

  LessonBasis(EntryText base) {
    this.base = base;
  }

  EntryText base() {
    return base;
  }

  /** A node of the text; empty for one that the lesson adds. */
  Optional<DocumentSection> node(String slug) {
    Optional<DocumentSection> node = base.node(slug);
    if (node.isEmpty() && !added.contains(slug)) {
      throw new RefusedWriteException(
          "The text on which the lesson was learned has no heading #" + slug,
          "Bind the lesson to one of its headings");
    }
    return node;
  }

  void added(String slug) {
    added.add(slug);
  }

  /** The rows of a node's table, counted as in the text; of a new node, as they stand now. */
  List<TableRow> rows(String slug, TableRows now) {
    return rows.computeIfAbsent(
        slug,
        wanted ->
            node(wanted)
                .map(
                    node ->
                        TableRows.of(node)
                            .map(table -> new ArrayList<>(table.rows()))
                            .orElseThrow(() -> noTable(wanted)))
                .orElseGet(() -> new ArrayList<>(now.rows())));
  }

  static RefusedWriteException noTable(String slug) {
    return new RefusedWriteException(
        "#" + slug + " has no table of branches or answers", "Bind the lesson to another step");
  }

  /** What a fence of the text should say now. */
  String body(String node, String body) {
    return bodies.getOrDefault(new FenceKey(node, body), body);
  }

  void replaced(String node, String body, String now) {
    bodies.put(new FenceKey(node, body), now);
  }
}
