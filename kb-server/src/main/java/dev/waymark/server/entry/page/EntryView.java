package dev.waymark.server.entry.page;

import dev.waymark.server.web.IssueView;
import java.util.List;
import java.util.Optional;

/**
 * One entry.
 *
 * @param head absent if the front matter can't be understood
 * @param html the text, sanitised
 * @param drawing the tree as SVG; empty if it doesn't compile
 * @param moreIssues how many there are beside these; empty if there are none
 * @param change that brought the text that is shown
 * @param newer the file's newest text, which doesn't run, so that this one is shown
 */
record EntryView(
    String id,
    String title,
    String path,
    Optional<Head> head,
    String html,
    String drawing,
    List<ParameterView> parameters,
    List<ScenarioGroup> scenarios,
    LiveView live,
    List<IssueView> issues,
    String moreIssues,
    boolean runs,
    Optional<ChangeView> change,
    Optional<Newer> newer,
    Optional<MemoryView> memory,
    String key) {
  EntryView {
    parameters = List.copyOf(parameters);
    scenarios = List.copyOf(scenarios);
    issues = List.copyOf(issues);
  }

  /** A text that doesn't run. */
  record Newer(Optional<ChangeView> change, List<IssueView> issues, String moreIssues) {
    Newer {
      issues = List.copyOf(issues);
    }
  }

  /** What the front matter says. */
  record Head(
      String service,
      String severity,
      List<String> owners,
      String reviewed,
      String reviewEvery,
      boolean stale) {
    Head {
      owners = List.copyOf(owners);
    }
  }

  /** Recorded data to walk on. */
  record ScenarioLine(String name, String title, String outcome) {}
}
