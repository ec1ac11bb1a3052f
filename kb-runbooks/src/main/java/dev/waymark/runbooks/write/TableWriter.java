package dev.waymark.runbooks.write;

import dev.waymark.runbooks.markdown.Block;
import dev.waymark.runbooks.markdown.DocumentSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Changes of tables. A row is known again by what it says, wherever it stands meanwhile. */
final class TableWriter {
  private static final int WHEN = 1;
  private static final String CHANGED_MEANWHILE =
      "Look at the entry as it stands now, and propose the change again if it still holds";

  private final LessonBasis learned;
  private final EntryText current;

  TableWriter(LessonBasis learned, EntryText current) {
    this.learned = learned;
    this.current = current;
  }

  List<Edit> addBranch(Change.AddBranch change) {
    Optional<DocumentSection> before = learned.node(change.node());
    DocumentSection node = Nodes.current(current, change.node());
    TableRows table = table(node, true);
    List<TableRow> known = learned.rows(change.node(), table);
    TableRow wanted = TableRow.of(change.branch());
    if (stands(table, wanted)) {
      return List.of();
    }
    sameQuery(change.node(), before, node);
    int place = change.before().map(row -> checked(known, row)).orElse(otherwise(known));
    int at =
        place == known.size()
            ? table.rows().size()
            : find(table, known.get(place), place).orElseThrow(() -> gone(known.get(place)));
    for (int above = 0; above < place; above++) {
      TableRow row = known.get(above);
      if (find(table, row, above).filter(index -> index < at).isEmpty()) {
        throw new RefusedWriteException(
            "The row %s stood above the new one, and no longer does, so other answers would reach it"
                .formatted(row.shown()),
            CHANGED_MEANWHILE);
      }
    }
    return List.of(
        new TableLayout(current, table.block()).insert(at, table.laidOut(cells(change.branch()))));
  }

  List<Edit> addAnswer(Change.AddAnswer change) {
    learned.node(change.node());
    TableRows table = table(Nodes.current(current, change.node()), false);
    TableRow wanted = TableRow.of(change.answer());
    if (stands(table, wanted)) {
      return List.of();
    }
    return List.of(
        new TableLayout(current, table.block())
            .insert(table.rows().size(), table.laidOut(cells(change.answer()))));
  }

  List<Edit> changeCondition(Change.ChangeCondition change) {
    Optional<DocumentSection> before = learned.node(change.node());
    DocumentSection node = Nodes.current(current, change.node());
    TableRows table = table(node, true);
    List<TableRow> known = learned.rows(change.node(), table);
    TableRow row = known.get(checked(known, change.branch()));
    if (row.when().equals(TableRows.OTHERWISE)) {
      throw new RefusedWriteException(
          "The row says otherwise, which stands for all that the others leave",
          "Add a branch before it instead");
    }
    TableRow wanted = row.withWhen(change.when().strip());
    known.set(change.branch(), wanted);
    Optional<Integer> found = find(table, row, change.branch());
    if (found.isEmpty() && find(table, wanted, change.branch()).isEmpty()) {
      throw gone(row);
    }
    if (found.isEmpty() || row.equals(wanted)) {
      return List.of();
    }
    sameQuery(change.node(), before, node);
    return List.of(
        new TableLayout(current, table.block())
            .replace(found.get(), WHEN, Inline.condition(change.when())));
  }

  List<Edit> changeMeaning(Change.ChangeMeaning change) {
    learned.node(change.node());
    TableRows table =
        TableRows.of(Nodes.current(current, change.node()))
            .orElseThrow(() -> LessonBasis.noTable(change.node()));
    List<TableRow> known = learned.rows(change.node(), table);
    TableRow row = known.get(checked(known, change.branch()));
    TableRow wanted = row.withMeans(Inline.meaning(change.means()));
    if (wanted.means().isEmpty()) {
      throw new RefusedWriteException(
          "The meaning is empty", "Write what a responder should understand");
    }
    known.set(change.branch(), wanted);
    int found = find(table, row, change.branch()).orElseThrow(() -> gone(row));
    String means = table.rows().get(found).means();
    if (means.equals(wanted.means())) {
      return List.of();
    }
    if (!means.equals(row.means())) {
      throw new RefusedWriteException(
          "The row %s has got other words meanwhile: %s".formatted(row.shown(), means),
          CHANGED_MEANWHILE);
    }
    String words = table.block().rows().get(found).cells().get(table.means()).text().plain();
    List<Edit> edits = new ArrayList<>(contradicted(change, words));
    edits.add(
        new TableLayout(current, table.block())
            .replace(found, table.means(), Inline.cell(change.means())));
    return edits;
  }

  /** Rows that contradict this one name it by its meaning. */
  private List<Edit> contradicted(Change.ChangeMeaning change, String words) {
    return current.sections().stream()
        .flatMap(node -> TableRows.of(node).stream())
        .flatMap(table -> table.contradicts().stream())
        .filter(link -> link.text().equals(words))
        .filter(link -> link.to().here().filter(change.node()::equals).isPresent())
        .map(
            link ->
                new Edit(
                    link.span(), "[" + Inline.cell(change.means()) + "](#" + change.node() + ")"))
        .toList();
  }

  /** A branch as the cells of its row. */
  static List<String> cells(Draft.Branch branch) {
    return List.of(
        branch.state().label(),
        branch.when().map(Inline::condition).orElse(TableRows.OTHERWISE),
        Inline.cell(branch.means()),
        Inline.cell(Inline.link(branch.next())));
  }

  /** An answer as the cells of its row. */
  static List<String> cells(Draft.Answer answer) {
    return List.of(
        Inline.plain(answer.answer()).replace("|", "\\|"),
        Inline.cell(answer.means()),
        Inline.cell(Inline.link(answer.next())));
  }

  private static TableRows table(DocumentSection node, boolean states) {
    String slug = node.heading().slug();
    TableRows table = TableRows.of(node).orElseThrow(() -> LessonBasis.noTable(slug));
    if (table.states() != states) {
      throw new RefusedWriteException(
          states
              ? "#" + slug + " asks people, so it has no conditions"
              : "#" + slug + " asks a query, so it has no answers",
          states ? "Add an answer instead" : "Add a branch instead");
    }
    return table;
  }

  private static int checked(List<TableRow> rows, int row) {
    if (row < 0 || row >= rows.size()) {
      throw new RefusedWriteException(
          "There is no row %d: the table has %d".formatted(row, rows.size()),
          "Rows are counted from 0, in the text on which the lesson was learned");
    }
    return row;
  }

  private static int otherwise(List<TableRow> rows) {
    return IntStream.range(0, rows.size())
        .filter(row -> rows.get(row).when().equals(TableRows.OTHERWISE))
        .findFirst()
        .orElse(rows.size());
  }

  /** Whether a new row is there already; one that would contradict it is refused. */
  private static boolean stands(TableRows table, TableRow wanted) {
    for (TableRow row : table.rows()) {
      if (row.equals(wanted)) {
        return true;
      }
      boolean clash =
          table.states() ? row.when().equals(wanted.when()) : row.name().equals(wanted.name());
      if (clash) {
        throw new RefusedWriteException(
            "There is a row for this already: " + row.shown() + ", which means " + row.means(),
            "Change that row, or choose another condition or answer");
      }
    }
    return false;
  }

  /** Where a row stands now; of several that say the same, the one in the same place. */
  private static Optional<Integer> find(TableRows table, TableRow row, int place) {
    List<Integer> found =
        IntStream.range(0, table.rows().size())
            .filter(index -> table.rows().get(index).isSame(row))
            .boxed()
            .toList();
    if (found.size() > 1 && !found.contains(place)) {
      throw new RefusedWriteException(
          "Several rows say %s, and it isn't clear which is meant".formatted(row.shown()),
          CHANGED_MEANWHILE);
    }
    return found.contains(place) ? Optional.of(place) : found.stream().findFirst();
  }

  private static RefusedWriteException gone(TableRow row) {
    return new RefusedWriteException(
        "The row %s was changed or removed meanwhile".formatted(row.shown()), CHANGED_MEANWHILE);
  }

  /** A condition is about the columns of a query: with another query it may mean anything. */
  private void sameQuery(String slug, Optional<DocumentSection> before, DocumentSection now) {
    if (before.isEmpty()) {
      return;
    }
    Optional<String> wanted =
        NodeFences.asking(before.get())
            .map(fence -> describe(fence, learned.body(slug, fence.body().text())));
    Optional<String> found =
        NodeFences.asking(now).map(fence -> describe(fence, fence.body().text()));
    if (!wanted.equals(found)) {
      throw new RefusedWriteException(
          "What #%s asks was changed meanwhile, so the condition may mean something else"
              .formatted(slug),
          CHANGED_MEANWHILE);
    }
  }

  private static String describe(Block.FenceBlock fence, String body) {
    return Inline.loose(fence.info().text()) + "\n" + body.stripTrailing();
  }
}
