package dev.waymark.runbooks.compile;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.Heading;
import dev.waymark.model.entry.Step;
import dev.waymark.model.entry.Step.QueryStep;
import dev.waymark.model.run.Destination;
import dev.waymark.model.source.Issue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Pass 6: what only the graph as a whole shows. */
final class GraphCheck {
  private final Entry entry;
  private final Targets targets;
  private final Edges edges;
  private final List<Issue> issues = new ArrayList<>();

  private GraphCheck(Entry entry, Targets targets, Edges edges) {
    this.entry = entry;
    this.targets = targets;
    this.edges = edges;
  }

  static List<Issue> check(Entry entry, Targets targets, Edges edges) {
    if (entry.steps().isEmpty()) {
      return List.of();
    }
    GraphCheck check = new GraphCheck(entry, targets, edges);
    check.unreachable();
    check.endless();
    check.deadEnds();
    return check.issues;
  }

  private void unreachable() {
    Set<String> reached = edges.reachable(entry.steps().get(0).heading().slug());
    for (Heading heading : headings()) {
      if (!reached.contains(heading.slug())) {
        String kind = targets.kind(heading.slug()).orElseThrow().toString();
        issues.add(
            issue(
                LinkIssue.UNREACHABLE,
                heading,
                "The run can't get from the first step to `" + heading.text() + "`",
                "Link to `#%s` from an earlier step, or remove %s."
                    .formatted(heading.slug(), kind.replaceFirst("^an? ", "the "))));
      }
    }
  }

  /** Reports each circle once, at the edge that closes it. */
  private void endless() {
    Set<String> queries = new HashSet<>();
    for (Step step : entry.steps()) {
      if (step instanceof QueryStep) {
        queries.add(step.heading().slug());
      }
    }
    Set<String> done = new HashSet<>();
    for (Step step : entry.steps()) {
      if (queries.contains(step.heading().slug())) {
        walk(step.heading().slug(), queries, new ArrayList<>(), done);
      }
    }
  }

  private void walk(String node, Set<String> queries, List<String> way, Set<String> done) {
    if (!done.add(node)) {
      return;
    }
    way.add(node);
    for (Edges.Edge edge : edges.from(node)) {
      if (edge.to() instanceof Destination.Node to && queries.contains(to.id())) {
        int start = way.indexOf(to.id());
        if (start >= 0) {
          issues.add(
              new Issue(
                  LinkIssue.ENDLESS,
                  entry.source(),
                  edge.span(),
                  "The steps "
                      + String.join(" → ", way.subList(start, way.size()))
                      + " → "
                      + to.id()
                      + " form a loop that nobody can leave",
                  "Put a question or an action into the loop, or link to something outside of it."));
        } else {
          walk(to.id(), queries, way, done);
        }
      }
    }
    way.remove(way.size() - 1);
  }

  private void deadEnds() {
    for (Heading heading : headings()) {
      boolean leadsNowhere = edges.from(heading.slug()).isEmpty();
      if (!leadsNowhere && edges.reachable(heading.slug()).stream().noneMatch(this::isEnd)) {
        issues.add(
            issue(
                LinkIssue.DEAD_END,
                heading,
                "The run can't get from `" + heading.text() + "` to an end",
                "Link to an action that verifies, or to `#escalation`."));
      }
    }
  }

  private boolean isEnd(String node) {
    return edges.leavesEntry(node)
        || targets
            .kind(node)
            .filter(kind -> kind == Targets.Kind.ESCALATION || kind == Targets.Kind.PREVENTION)
            .isPresent();
  }

  /**
   * Of all nodes but prevention and escalation, which need no edge: a person can always go there.
   */
  private List<Heading> headings() {
    return Stream.of(
            entry.steps().stream().map(Step::heading),
            entry.causes().stream().map(cause -> cause.heading()),
            entry.actions().stream().map(action -> action.heading()))
        .flatMap(headings -> headings)
        .toList();
  }

  private Issue issue(LinkIssue code, Heading heading, String message, String hint) {
    return new Issue(code, entry.source(), heading.span(), message, hint);
  }
}
