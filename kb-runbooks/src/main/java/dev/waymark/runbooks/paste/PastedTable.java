package dev.waymark.runbooks.paste;

import dev.waymark.model.source.Nearest;
import dev.waymark.model.source.Position;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.paste.PastedGrid.Header;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table that people paste: CSV as the portal exports it, rows with their header as its grid
 * copies them, or JSON. The columns are those that the query returns, each of its type; where these
 * aren't known, the text decides.
 */
public final class PastedTable {
  /** The most that can be pasted, in bytes of UTF-8. */
  public static final int MOST_BYTES = 1 << 20;

  private static final int LONGEST_SHOWN = 60;
  private static final int LONGEST_NAME = 1_000;
  private static final int MOST_COLUMNS = 1_000;
  private static final Pattern ZONED =
      Pattern.compile("(.*\\S) \\[(UTC(?:[+-]\\d{2}:\\d{2})?|[^\\]]*[Tt]ime[^\\]]*)\\]");

  /** What command lines add to the columns of a query. */
  private static final Set<String> ADDED = Set.of("TableName");

  private final Optional<List<Column>> expected;
  private final boolean whole;

  private PastedTable(Optional<List<Column>> expected, boolean whole) {
    this.expected = expected.map(List::copyOf);
    this.whole = whole;
  }

  /**
   * Reads a text.
   *
   * @param expected the columns of the answer; empty if they aren't known
   * @param whole whether all of them must be there; else those that aren't have no values
   */
  public static PasteReading read(String text, Optional<List<Column>> expected, boolean whole) {
    try {
      checkText(text);
      String rows = text.startsWith("\uFEFF") ? text.substring(1) : text;
      PastedGrid grid =
          rows.stripLeading().startsWith("{") || rows.stripLeading().startsWith("[")
              ? JsonText.cut(rows)
              : DelimitedText.cut(rows);
      Table table = new PastedTable(expected, whole).table(grid);
      return grid.incomplete()
          .<PasteReading>map(reason -> new PasteReading.Partial(table, reason))
          .orElseGet(() -> new PasteReading.Complete(table));
    } catch (PasteException e) {
      return e.reading();
    }
  }

  /**
   * Refuses what is empty, too large, or no text.
   *
   * @throws PasteException saying so
   */
  public static void checkText(String text) throws PasteException {
    if (text.isBlank()) {
      throw new PasteException(
          JsonPlaces.START,
          "Nothing was pasted",
          "Paste the result. Where the query found no rows, paste `[]`.");
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new PasteException(
          JsonPlaces.START,
          "The text has %,d KiB, and at most %,d KiB can be pasted"
              .formatted(Math.ceilDiv(bytes, 1024), MOST_BYTES / 1024),
          "Let the query return fewer rows or columns, and paste that.");
    }
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (c == 0 || Character.getType(c) == Character.SURROGATE) {
        throw new PasteException(
            new Position(line, column),
            "This character is no text",
            "Copy the result as plain text once more.");
      }
      line += c == '\n' ? 1 : 0;
      column = c == '\n' ? 1 : column + 1;
    }
  }

  /** A column of the text that has a place in the table. */
  private record Source(int from, Column column, ZoneOffset zone) {}

  private Table table(PastedGrid grid) throws PasteException {
    if (grid.headers().size() > MOST_COLUMNS) {
      throw new PasteException(
          grid.headers().get(MOST_COLUMNS).at(),
          "There are more than %,d columns".formatted(MOST_COLUMNS),
          "Let the query return fewer columns, and paste that.");
    }
    if (grid.headers().isEmpty() && !grid.rows().isEmpty()) {
      throw new PasteException(
          JsonPlaces.START,
          "Row 1 is empty",
          "Paste the rows with their values. Where the query found no rows, paste `[]`.");
    }
    List<Source> sources = sources(grid);
    if (grid.headers().isEmpty() || sources.isEmpty()) {
      // An empty array names no columns.
      return new Table(expected.orElse(List.of()), List.of());
    }
    List<Column> columns = expected.orElseGet(() -> sources.stream().map(Source::column).toList());
    Map<String, Integer> places = new HashMap<>();
    columns.forEach(column -> places.put(column.name(), places.size()));
    List<Row> rows = new ArrayList<>();
    for (List<PastedCell> cells : grid.rows()) {
      @Nullable Object[] values = new Object[columns.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = columns.get(i).type() == ColumnType.STRING ? "" : null;
      }
      for (Source source : sources) {
        PastedCell cell = cells.get(source.from());
        Optional<Object> value = value(cell, source);
        if (value.isPresent()) {
          values[places.getOrDefault(source.column().name(), 0)] = value.get();
        }
      }
      rows.add(new Row(Arrays.asList(values)));
    }
    return new Table(columns, rows);
  }

  /** A cell's value; empty if nothing stands there. */
  private static Optional<Object> value(PastedCell cell, Source source) throws PasteException {
    ColumnType type = source.column().type();
    boolean isText = cell instanceof PastedCell.Text && type == ColumnType.STRING;
    if (cell.isMissing() && !isText) {
      return Optional.empty();
    }
    Optional<Object> value = cell.value(type, source.zone());
    if (value.isEmpty()) {
      throw new PasteException(
          cell.at(),
          "“%s” isn't a value of `%s`, which is %s"
              .formatted(cut(cell.shown()), source.column().name(), type.kustoName()),
          hint(type));
    }
    return value;
  }

  private List<Source> sources(PastedGrid grid) throws PasteException {
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < grid.headers().size(); i++) {
      Header header = grid.headers().get(i);
      Optional<Source> source = source(grid, i);
      for (Source other : sources) {
        if (source.isPresent() && other.column().name().equals(source.get().column().name())) {
          throw new PasteException(
              header.at(),
              "There are two columns `" + other.column().name() + "`",
              "Remove one of them.");
        }
      }
      source.ifPresent(sources::add);
    }
    Optional<Column> missing =
        expected.orElse(List.of()).stream()
            .filter(column -> sources.stream().noneMatch(s -> s.column().equals(column)))
            .findFirst();
    if (whole && missing.isPresent() && !grid.headers().isEmpty()) {
      throw new PasteException(
          grid.headers().getFirst().at(),
          "The column `" + missing.get().name() + "` is missing",
          "Copy all columns of the result: " + names() + ".");
    }
    return sources;
  }

  private Optional<Source> source(PastedGrid grid, int index) throws PasteException {
    Header header = grid.headers().get(index);
    if (header.name().length() > LONGEST_NAME) {
      throw new PasteException(
          header.at(),
          "The name of column %d is longer than %,d characters".formatted(index + 1, LONGEST_NAME),
          "Paste the result with its header.");
    }
    if (header.name().isEmpty()) {
      throw new PasteException(
          header.at(), "Column %d has no name".formatted(index + 1), "Paste the header, too.");
    }
    if (expected.isEmpty()) {
      ColumnType type = header.type().orElseGet(() -> narrowest(grid, index));
      return Optional.of(source(header, new Column(nameOf(header), type), index));
    }
    Optional<Column> known = find(header.name()).or(() -> find(nameOf(header)));
    if (known.isPresent()) {
      return Optional.of(source(header, known.get(), index));
    }
    if (ADDED.contains(header.name())) {
      return Optional.empty();
    }
    boolean someKnown =
        grid.headers().stream()
            .anyMatch(other -> find(other.name()).or(() -> find(nameOf(other))).isPresent());
    if (!someKnown) {
      throw new PasteException(
          header.at(),
          "None of the query's columns stands in the header",
          "Copy the rows with their header, or export them to CSV. The query returns "
              + names()
              + ".");
    }
    throw new PasteException(
        header.at(),
        "The query returns no column `" + cut(header.name()) + "`",
        Nearest.to(header.name(), expected.get().stream().map(Column::name).toList())
                .map(near -> "Did you mean `" + near + "`? ")
                .orElse("")
            + "It returns "
            + names()
            + ".");
  }

  /** A column by its name, in any case where that is clear. */
  private Optional<Column> find(String name) {
    List<Column> columns = expected.orElse(List.of());
    Optional<Column> same = columns.stream().filter(c -> c.name().equals(name)).findFirst();
    List<Column> alike = columns.stream().filter(c -> c.name().equalsIgnoreCase(name)).toList();
    return same.isPresent() || alike.size() != 1 ? same : Optional.of(alike.getFirst());
  }

  /** The portal writes the zone of times behind the name of their column. */
  private static String nameOf(Header header) {
    if (header.name().length() > LONGEST_NAME) {
      return header.name();
    }
    Matcher zoned = ZONED.matcher(header.name());
    return zoned.matches() ? zoned.group(1) : header.name();
  }

  private static Source source(Header header, Column column, int index) throws PasteException {
    Matcher zoned = ZONED.matcher(header.name());
    if (column.name().equals(header.name()) || !zoned.matches()) {
      return new Source(index, column, ZoneOffset.UTC);
    }
    String zone = zoned.group(2);
    if (!zone.startsWith("UTC")) {
      throw new PasteException(
          header.at(),
          "`" + header.name() + "` doesn't say in which zone its times are",
          "Let the portal show times in UTC, and copy the result once more.");
    }
    return new Source(
        index, column, zone.equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(zone.substring(3)));
  }

  /** The narrowest type that all cells of a column have. */
  private static ColumnType narrowest(PastedGrid grid, int column) {
    Set<ColumnType> types =
        grid.rows().stream()
            .map(row -> row.get(column))
            .filter(cell -> !cell.isMissing())
            .map(PastedCell::narrowest)
            .collect(Collectors.toSet());
    if (types.size() == 1) {
      return types.iterator().next();
    }
    if (types.equals(Set.of(ColumnType.LONG, ColumnType.REAL))) {
      return ColumnType.REAL;
    }
    boolean isJson =
        grid.rows().stream().anyMatch(row -> row.get(column) instanceof PastedCell.Json);
    return isJson && !types.isEmpty() ? ColumnType.DYNAMIC : ColumnType.STRING;
  }

  private String names() {
    return expected.orElse(List.of()).stream()
        .map(column -> "`" + column.name() + "`")
        .collect(Collectors.joining(", "));
  }

  private static String hint(ColumnType type) {
    return switch (type) {
      case BOOL -> "It is true or false.";
      case INT, LONG -> "It is a whole number such as 42 or 1,234.";
      case REAL, DECIMAL -> "It is a number such as 0.25, with a full stop before the fraction.";
      case DATETIME ->
          "It is a time such as 2026-11-30T17:21:52Z or 11/30/2026, 5:21:52 PM. Where day and month"
              + " can't be told apart, set the portal's regional format to English (United States).";
      case TIMESPAN -> "It is a length of time such as 00:05:00 or 1h.";
      case GUID -> "It is a GUID such as 74be27de-1e4e-49d9-b579-fe0b331d3642.";
      case DYNAMIC -> "It begins as JSON does. Part of it may be missing: copy it once more.";
      case STRING -> "It is a text.";
    };
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }
}
