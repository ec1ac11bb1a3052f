package dev.waymark.runbooks;

import dev.waymark.kql.Schemas;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Severity;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.scenario.LoadedScenario;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.tree.Tree;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known of one entry's file.
 *
 * @param id from the front matter; if that can't be read, the file's name without its ending
 * @param entry absent if the file can't be understood at all
 * @param tree absent if an issue at error level keeps it from running
 * @param issues the first of them; errors come before others where there are many
 * @param moreIssues how many there are beside these
 * @param loaded every scenario folder beside the file, also those that can't be understood
 * @param schemas of the tables that its queries may name, and its scenarios record
 */
public record CompiledEntry(
    String id,
    SourceFile source,
    Optional<Entry> entry,
    Optional<Tree> tree,
    List<Issue> issues,
    int moreIssues,
    List<LoadedScenario> loaded,
    Schemas schemas) {
  /** Nobody reads more of them, and a text can have as many as it has lines. */
  public static final int MOST_ISSUES = 200;

  public CompiledEntry {
    moreIssues += Math.max(0, issues.size() - MOST_ISSUES);
    issues = issues.size() > MOST_ISSUES ? first(issues) : List.copyOf(issues);
    loaded = List.copyOf(loaded);
  }

  /** All that is wrong, and nothing left out yet. */
  CompiledEntry(
      String id,
      SourceFile source,
      Optional<Entry> entry,
      Optional<Tree> tree,
      List<Issue> issues,
      List<LoadedScenario> loaded,
      Schemas schemas) {
    this(id, source, entry, tree, issues, 0, loaded, schemas);
  }

  /** The same with other issues, in the place of those that are known. */
  CompiledEntry with(List<Issue> others) {
    return new CompiledEntry(id, source, entry, tree, others, moreIssues, loaded, schemas);
  }

  /** Errors before others, and what is left in the order of their places. */
  private static List<Issue> first(List<Issue> issues) {
    Set<Issue> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    for (boolean errors : new boolean[] {true, false}) {
      issues.stream()
          .filter(issue -> (issue.severity() == Severity.ERROR) == errors)
          .limit(MOST_ISSUES - (long) kept.size())
          .forEach(kept::add);
    }
    return issues.stream().filter(kept::contains).limit(MOST_ISSUES).toList();
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
