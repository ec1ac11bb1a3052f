package dev.waymark.runbooks;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Severity;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.kql.Schemas;
import dev.waymark.runbooks.scenario.LoadedScenario;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.tree.Tree;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one entry's file.
 *
 * @param id from the front matter; where that can't be read, the file's name without its ending
 * @param entry empty where the file can't be understood at all
 * @param tree empty where an issue at error level keeps it from running
 * @param loaded every scenario folder beside the file, also those that can't be understood
 * @param schemas of the tables that its queries may name, and its scenarios record
 */
public record CompiledEntry(
    String id,
    SourceFile source,
    Optional<Entry> entry,
    Optional<Tree> tree,
    List<Issue> issues,
    List<LoadedScenario> loaded,
    Schemas schemas) {
  public CompiledEntry {
    issues = List.copyOf(issues);
    loaded = List.copyOf(loaded);
  }

  /** The scenarios that can be walked. */
  public List<Scenario> scenarios() {
    return loaded.stream().flatMap(folder -> folder.scenario().stream()).toList();
  }

  public String title() {
    return entry.map(e -> e.frontMatter().title()).orElse(id);
  }

  public boolean hasErrors() {
    return issues.stream().anyMatch(issue -> issue.severity() == Severity.ERROR);
  }
}
