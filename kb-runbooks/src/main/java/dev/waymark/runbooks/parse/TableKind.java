package dev.waymark.runbooks.parse;

import dev.waymark.model.entry.RowFinding;
import dev.waymark.runbooks.markdown.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables that mean something, told apart by their header rows. */
enum TableKind {
  STATE(true, "State", "When", "Means", "Next"),
  VERDICT(true, "State", "Answer", "Means", "Next"),
  ANSWER(true, "Answer", "Means", "Next"),
  REMEMBER(false, "Remember", "From"),
  ESCALATION(false, "Severity", "When", "Who", "Within");

  @SuppressWarnings("ImmutableEnumChecker") // List.of, which never changes
  private final List<String> columns;

  private final boolean decides;

  TableKind(boolean decides, String... columns) {
    this.decides = decides;
    this.columns = List.of(columns);
  }

  /** Where {@code Finding} stands among the cells of a row. */
  int finding() {
    return columns.size();
  }

  /** Where {@code Contradicts} stands among the cells of a row. */
  int contradicts() {
    return columns.size() + 1;
  }

  /** The header row as authors write it, without columns that may be left out. */
  String header() {
    return written(columns);
  }

  /** The header row of a table as its author should write it. */
  String header(Block.TableBlock table) {
    return written(wanted(names(table)));
  }

  private static String written(List<String> columns) {
    return "| " + String.join(" | ", columns) + " |";
  }

  static Optional<TableKind> of(Block.TableBlock table) {
    List<String> names = names(table);
    return Arrays.stream(values())
        .filter(kind -> names.containsAll(kind.columns) && kind.wanted(names).equals(names))
        .findFirst();
  }

  /** The kind that a table's author probably meant. */
  static Optional<TableKind> nearest(Block.TableBlock table) {
    List<String> names = names(table);
    return Arrays.stream(values())
        .filter(kind -> kind.isNear(kind.withoutOptional(names)))
        .max(Comparator.comparingLong(kind -> kind.known(names)));
  }

  /** The kind's columns, with those that may be left out, if a header has them, or nearly. */
  private List<String> wanted(List<String> names) {
    List<String> wanted = new ArrayList<>(columns);
    if (decides) {
      wanted.addAll(
          columns.size() - 1,
          RowFinding.COLUMNS.stream().filter(name -> isNear(name, names)).toList());
    }
    return wanted;
  }

  private List<String> withoutOptional(List<String> names) {
    return decides
        ? names.stream()
            .filter(name -> RowFinding.COLUMNS.stream().noneMatch(o -> isNear(o, List.of(name))))
            .toList()
        : names;
  }

  private boolean isNear(List<String> names) {
    if (names.isEmpty() || Math.abs(names.size() - columns.size()) > 1) {
      return false;
    }
    long known = known(names);
    boolean begins = isNear(columns.get(0), names.subList(0, 1));
    return known == columns.size() || (begins && known > 1 && known == columns.size() - 1);
  }

  private long known(List<String> names) {
    return columns.stream().filter(column -> isNear(column, names)).count();
  }

  private static boolean isNear(String column, List<String> names) {
    return Suggestion.nearest(column, names).isPresent();
  }

  /**
   * Where each column of this kind stands in a table, then {@code Finding} and {@code Contradicts},
   * which stand at -1 if they are left out; empty if a column that must be there isn't.
   */
  Optional<int[]> positions(Block.TableBlock table) {
    List<String> names = names(table).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    int[] positions =
        Stream.concat(columns.stream(), RowFinding.COLUMNS.stream())
            .mapToInt(column -> names.indexOf(column.toLowerCase(Locale.ROOT)))
            .toArray();
    return Arrays.stream(positions).limit(columns.size()).allMatch(position -> position >= 0)
        ? Optional.of(positions)
        : Optional.empty();
  }

  private static List<String> names(Block.TableBlock table) {
    return table.header().cells().stream().map(cell -> cell.content().text()).toList();
  }
}
