package dev.waymark.runbooks.scenario;

import static java.util.Objects.requireNonNull;

import dev.waymark.kql.Schemas;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.scenario.ScenarioFolder.Content;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder of tables, a file each: {@code Name.csv}, or {@code Name.jsonl} with a JSON object a
 * line. Columns have the types of the schemas; times are absolute or relative to now.
 */
public final class TableFolder {
  private static final String CSV = ".csv";
  private static final String JSON_LINES = ".jsonl";
  private static final int MOST_BYTES = 32 * 1024 * 1024;
  private static final int MOST_ROWS = 200_000;

  private final Path folder;
  private final Optional<String> below;
  private final Schemas schemas;

  public TableFolder(Path folder, Schemas schemas) {
    this(folder, Optional.empty(), schemas);
  }

  /**
   * @param below name of a folder in it that holds the tables; absent if they lie in itself
   */
  TableFolder(Path folder, Optional<String> below, Schemas schemas) {
    this.folder = requireNonNull(folder);
    this.below = requireNonNull(below);
    this.schemas = requireNonNull(schemas);
  }

  /**
   * All tables by their names; none, with what is wrong, if one can't be read.
   *
   * @param now what relative times count from
   */
  public StageResult<Map<String, Table>> read(Instant now) {
    var files = new ScenarioFolder(folder);
    Map<String, Table> tables = new LinkedHashMap<>();
    List<Issue> issues = new ArrayList<>();
    int left = MOST_BYTES;
    for (String file : below.map(files::names).orElseGet(files::names)) {
      Optional<String> table = tableOf(file);
      if (table.isEmpty()) {
        continue;
      }
      Content content = files.read(file, left);
      if (!(content instanceof Content.Text text)) {
        issues.add(unread(new SourceFile(path(file), ""), content));
        continue;
      }
      left -= text.text().getBytes(StandardCharsets.UTF_8).length;
      var source = new SourceFile(path(file), text.text());
      StageResult<Table> read = read(source, table.get(), now);
      issues.addAll(read.issues());
      read.value()
          .filter(value -> tables.putIfAbsent(table.get(), value) != null)
          .ifPresent(twice -> issues.add(twice(source, table.get())));
    }
    return issues.isEmpty() ? StageResult.of(tables, List.of()) : StageResult.failed(issues);
  }

  /** The table that a file holds, by its name. */
  static Optional<String> tableOf(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    for (String ending : List.of(CSV, JSON_LINES)) {
      if (file.endsWith(ending) && file.length() > ending.length() && !file.startsWith(".")) {
        return Optional.of(file.substring(0, file.length() - ending.length()));
      }
    }
    return Optional.empty();
  }

  private StageResult<Table> read(SourceFile file, String table, Instant now) {
    try {
      RawTable raw =
          file.path().endsWith(CSV) ? CsvRows.cut(file, MOST_ROWS) : JsonLines.cut(file, MOST_ROWS);
      return new TypedTable(file, table, schemas.find(table), new RecordedCells(now)).of(raw);
    } catch (RawTable.Uncut e) {
      int line = Math.min(e.line(), file.lineCount());
      SourceSpan whole = file.lineSpan(line);
      int start = Math.min(whole.start() + e.column() - 1, whole.end());
      return StageResult.failed(
          List.of(
              new Issue(
                  ScenarioIssue.BAD_TABLE,
                  file,
                  new SourceSpan(start, whole.end()),
                  "The table can't be read: " + e.why(),
                  "A CSV file has a header of column names, and as many cells in each row; a JSON"
                      + " Lines file has one object a line.")));
    }
  }

  private static Issue unread(SourceFile file, Content content) {
    String why =
        content instanceof Content.Unreadable unreadable
            ? unreadable.why()
            : "it lies outside of its folder";
    return new Issue(
        ScenarioIssue.BAD_TABLE,
        file,
        new SourceSpan(0, 0),
        "The table can't be read: " + why,
        "Write it as UTF-8 text; all tables together may have %,d bytes.".formatted(MOST_BYTES));
  }

  private static Issue twice(SourceFile file, String table) {
    return new Issue(
        ScenarioIssue.BAD_TABLE,
        file,
        new SourceSpan(0, 0),
        "There are two files for the table `" + table + "`",
        "Keep one of them.");
  }

  private String path(String file) {
    return folder.resolve(file).toString();
  }
}
