package dev.waymark.server.run.page;

import dev.waymark.model.entry.Fence;
import dev.waymark.model.run.Answer;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.server.run.RunView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Something that was changed around the incident, to be drawn where it may have shown.
 *
 * @param what the names in its row, such as the operation, its target and who did it
 */
record ChangeMark(Instant at, String what) {
  private static final int MOST = 20;

  /**
   * The changes that the steps of a run have found in the activity log or among Resource Graph's
   * changes, oldest first, and if there are many the latest.
   */
  static List<ChangeMark> of(RunView run) {
    List<ChangeMark> marks =
        run.state().visits().stream()
            .flatMap(visit -> found(run, visit))
            .distinct()
            .sorted(Comparator.comparing(ChangeMark::at))
            .toList();
    return marks.subList(Math.max(0, marks.size() - MOST), marks.size());
  }

  private static Stream<ChangeMark> found(RunView run, Visit visit) {
    boolean asksForChanges =
        run.tree()
            .node(visit.node())
            .flatMap(Node::asks)
            .map(CompiledCheck::fence)
            .filter(ChangeMark::asksForChanges)
            .isPresent();
    return asksForChanges
        ? visit.attempt().flatMap(Attempt::answer).flatMap(Answer::rows).stream()
            .flatMap(ChangeMark::marks)
        : Stream.empty();
  }

  private static boolean asksForChanges(Fence fence) {
    return FenceTypes.of(fence.kind()).showsChanges(fence.body().text());
  }

  private static Stream<ChangeMark> marks(Table table) {
    Optional<Integer> time = columns(table, ColumnType.DATETIME).boxed().findFirst();
    return time.stream()
        .flatMap(
            column ->
                table.rows().stream()
                    .filter(row -> row.values().get(column) instanceof Instant)
                    .map(row -> mark(table, row, column)));
  }

  private static ChangeMark mark(Table table, Row row, int time) {
    return new ChangeMark(
        (Instant) row.values().get(time),
        columns(table, ColumnType.STRING)
            .mapToObj(column -> ValueText.text(row.values().get(column)))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", ")));
  }

  private static IntStream columns(Table table, ColumnType type) {
    return IntStream.range(0, table.columns().size())
        .filter(i -> table.columns().get(i).type() == type);
  }
}
