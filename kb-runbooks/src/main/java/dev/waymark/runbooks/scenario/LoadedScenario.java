package dev.waymark.runbooks.scenario;

import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of reading a folder beside an entry.
 *
 * @param name of the folder
 * @param scenario absent if the folder can't be understood
 * @param issues of its files, and of what it names that its entry doesn't have
 */
public record LoadedScenario(String name, Optional<Scenario> scenario, List<Issue> issues) {
  public LoadedScenario {
    issues = List.copyOf(issues);
  }

  /** What has to be mended before its walk shows anything. */
  public List<Issue> errors() {
    return issues.stream().filter(issue -> issue.severity() == Severity.ERROR).toList();
  }

  /** The same with more issues. */
  public LoadedScenario with(List<Issue> more) {
    List<Issue> all = new ArrayList<>(issues);
    all.addAll(more);
    return new LoadedScenario(name, scenario, all);
  }
}
