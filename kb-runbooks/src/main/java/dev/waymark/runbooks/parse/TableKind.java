package dev.waymark.runbooks.parse;

import dev.waymark.runbooks.markdown.Block;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables that mean something, told apart by their header rows. */
enum TableKind {
  STATE("State", "When", "Means", "Next"),
  VERDICT("State", "Answer", "Means", "Next"),
  ANSWER("Answer", "Means", "Next"),
  REMEMBER("Remember", "From"),
  ESCALATION("Severity", "When", "Who", "Within");

  @SuppressWarnings("ImmutableEnumChecker") // List.of, which never changes
  private final List<String> columns;

  TableKind(String... columns) {
    this.columns = List.of(columns);
  }

  List<String> columns() {
    return columns;
  }

  /** The header row as authors write it. */
  String header() {
    return "| " + String.join(" | ", columns) + " |";
  }

  static Optional<TableKind> of(Block.TableBlock table) {
    List<String> names = names(table);
    return Arrays.stream(values()).filter(kind -> kind.columns.equals(names)).findFirst();
  }

  /** The kind that a table's author probably meant. */
  static Optional<TableKind> nearest(Block.TableBlock table) {
    List<String> names = names(table);
    return Arrays.stream(values())
        .filter(kind -> kind.isNear(names))
        .max(Comparator.comparingLong(kind -> kind.known(names)));
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

  /** Where each column of this kind stands in a table; empty if one isn't there. */
  Optional<int[]> positions(Block.TableBlock table) {
    List<String> names = names(table).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    int[] positions =
        columns.stream()
            .mapToInt(column -> names.indexOf(column.toLowerCase(Locale.ROOT)))
            .toArray();
    return Arrays.stream(positions).allMatch(position -> position >= 0)
        ? Optional.of(positions)
        : Optional.empty();
  }

  private static List<String> names(Block.TableBlock table) {
    return table.header().cells().stream().map(cell -> cell.content().text()).toList();
  }
}
