package dev.waymark.runbooks.scenario;

import dev.waymark.kql.Schemas;
import dev.waymark.model.run.WorldChange;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Table;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A scenario's tables, as they change while a run acts: those in {@code after/<action>/} take the
 * place of the ones of the same names once the action was carried out. {@link RecordedNames} tells
 * how the folders are called.
 */
final class RecordedTables {
  static final String FOLDER = "after";
  private static final int MOST_KEPT = 16;

  private final Path folder;
  private final Schemas schemas;
  private final ScenarioFolder files;
  private final Map<Reading, StageResult<Map<String, Table>>> read =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(
            Map.Entry<Reading, StageResult<Map<String, Table>>> any) {
          return size() > MOST_KEPT;
        }
      };

  RecordedTables(Path folder, Schemas schemas) {
    this.folder = folder;
    this.schemas = schemas;
    this.files = new ScenarioFolder(folder);
  }

  /** Tables of a folder with relative times that count from then. */
  private record Reading(Optional<String> below, Instant then) {}

  /** The tables as they are after some turns; none, with what is wrong, if one can't be read. */
  synchronized StageResult<Map<String, Table>> after(List<WorldChange> turns, ScenarioTime time) {
    List<Instant> ends = time.ends(turns);
    StageResult<Map<String, Table>> first = read(new Reading(Optional.empty(), ends.get(0)));
    List<Issue> issues = new ArrayList<>(first.issues());
    Map<String, Table> tables = new LinkedHashMap<>(first.value().orElse(Map.of()));
    Set<String> folders = Set.copyOf(files.names(FOLDER));
    for (int i = 0; i < turns.size() && !folders.isEmpty(); i++) {
      Instant end = ends.get(i + 1);
      WorldChange turn = turns.get(i);
      Optional<StageResult<Map<String, Table>>> changed =
          RecordedNames.latestFirst(turn.node(), turn.stay(), turns.subList(0, i + 1)).stream()
              .map(name -> FOLDER + "/" + name)
              .filter(folders::contains)
              .findFirst()
              .map(below -> read(new Reading(Optional.of(below), end)));
      changed.map(StageResult::issues).ifPresent(issues::addAll);
      changed.flatMap(StageResult::value).ifPresent(tables::putAll);
    }
    return issues.isEmpty() ? StageResult.of(tables, List.of()) : StageResult.failed(issues);
  }

  private StageResult<Map<String, Table>> read(Reading reading) {
    StageResult<Map<String, Table>> known = read.get(reading);
    if (known == null) {
      known = new TableFolder(folder, reading.below(), schemas).read(reading.then());
      read.put(reading, known);
    }
    return known;
  }

  /** What is wrong with the files, whatever entry they are for. */
  List<Issue> issues() {
    StageResult<Map<String, Table>> first = read(new Reading(Optional.empty(), Instant.EPOCH));
    List<Issue> issues = new ArrayList<>(first.issues());
    Set<String> known = new HashSet<>(first.value().orElse(Map.of()).keySet());
    for (String below : files.names(FOLDER)) {
      if (!files.isFolder(below)) {
        issues.add(
            stray(below, "`%s` isn't a folder".formatted(below), "Put it into `after/<action>/`."));
        continue;
      }
      issues.addAll(read(new Reading(Optional.of(below), Instant.EPOCH)).issues());
      for (String file : files.names(below)) {
        Optional<String> table = TableFolder.tableOf(file);
        if (table.isEmpty()) {
          issues.add(
              stray(
                  file,
                  "`%s` isn't a table".formatted(file),
                  "Tables are `Name.csv` or `Name.jsonl`; answers lie in `answers/`."));
        } else if (!known.contains(table.get()) && schemas.find(table.get()).isEmpty()) {
          issues.add(
              stray(
                  file,
                  "The scenario has no table `%s` to replace".formatted(table.get()),
                  "Name it like a table of the scenario, or give it a schema."));
        }
      }
    }
    return issues;
  }

  private Issue stray(String name, String message, String hint) {
    return new Issue(
        ScenarioIssue.STRAY,
        new SourceFile(folder.resolve(name).toString(), ""),
        new SourceSpan(0, 0),
        message,
        hint);
  }
}
