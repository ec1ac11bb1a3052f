package dev.waymark.server.entry.page;

import dev.waymark.server.web.IssueView;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One entry.
 *
 * @param head absent if the front matter can't be understood
 * @param drawing the tree as SVG; empty if it doesn't compile
 * @param moreIssues how many there are beside these; empty if there are none
 * @param text section by section
 * @param unfolded whether all sections are open at first
 * @param edit where its file can be changed at the forge
 * @param broken the first thing that keeps it from running
 * @param change that brought the text that is shown
 * @param newer the file's newest text, which doesn't run, so that this one is shown
 */
record EntryView(
    String id,
    String title,
    String path,
    Optional<Head> head,
    FoldedText text,
    boolean unfolded,
    Optional<URI> edit,
    String drawing,
    List<ParameterView> parameters,
    List<ScenarioGroup> scenarios,
    LiveView live,
    List<IssueView> issues,
    String moreIssues,
    Optional<IssueView> broken,
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

  /** What the front matter says; a text or list that is empty isn't said. */
  record Head(
      String service,
      Optional<String> severity,
      List<String> owners,
      Optional<String> reviewed,
      Optional<String> reviewEvery,
      boolean stale) {
    Head {
      owners = List.copyOf(owners);
    }
  }

  /** Recorded data to walk on. */
  record ScenarioLine(String name, String title, String outcome) {}
}
