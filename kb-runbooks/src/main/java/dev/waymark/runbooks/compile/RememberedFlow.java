package dev.waymark.runbooks.compile;

import dev.waymark.model.entry.Action;
import dev.waymark.model.entry.Check;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.RememberRow;
import dev.waymark.model.entry.StateRow;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceSpan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pass 7: follows remembered values along all ways from the first step. A value is remembered when
 * its step is answered, so that step's own conditions don't see it yet.
 */
final class RememberedFlow {
  private final Entry entry;
  private final Names names;
  private final Edges edges;
  private final List<Issue> issues = new ArrayList<>();
  private final Map<String, Check> checks;

  /** What has been remembered on some way, and on every way, to a node. */
  private final Map<String, Set<String>> sometimes = new HashMap<>();

  private final Map<String, Set<String>> always = new HashMap<>();

  private RememberedFlow(Entry entry, Names names, Edges edges) {
    this.entry = entry;
    this.names = names;
    this.edges = edges;
    this.checks = Checks.byNode(entry);
  }

  static List<Issue> check(Entry entry, Names names, Edges edges) {
    if (entry.steps().isEmpty() || names.remembered().isEmpty()) {
      return List.of();
    }
    RememberedFlow flow = new RememberedFlow(entry, names, edges);
    flow.follow(entry.steps().get(0).heading().slug());
    flow.checks.forEach(flow::checkUses);
    Replies.of(entry)
        .forEach(
            (node, rows) ->
                rows.forEach(
                    row -> row.written().ifPresent(said -> flow.usesInCondition(node, said))));
    for (Action action : entry.actions()) {
      action
          .items()
          .forEach(
              item ->
                  item.code()
                      .forEach(code -> flow.usesInCode(action.heading().slug(), code.body())));
    }
    return flow.issues;
  }

  private void follow(String root) {
    sometimes.put(root, Set.of());
    always.put(root, Set.of());
    Deque<String> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      String node = open.remove();
      Set<String> someOut = with(sometimes.getOrDefault(node, Set.of()), node);
      Set<String> allOut = with(always.getOrDefault(node, Set.of()), node);
      for (String next : edges.next(node)) {
        Set<String> some = new HashSet<>(sometimes.getOrDefault(next, Set.of()));
        Set<String> all = new HashSet<>(always.getOrDefault(next, allOut));
        boolean changed = !always.containsKey(next);
        changed |= some.addAll(someOut);
        changed |= all.retainAll(allOut);
        if (changed) {
          sometimes.put(next, some);
          always.put(next, all);
          open.add(next);
        }
      }
    }
  }

  private Set<String> with(Set<String> before, String node) {
    Set<String> after = new HashSet<>(before);
    Optional.ofNullable(checks.get(node))
        .ifPresent(check -> check.remembers().forEach(row -> after.add(row.name())));
    return after;
  }

  private void checkUses(String node, Check check) {
    names.usedBy(check.fence()).stream()
        .filter(names::isRemembered)
        .forEach(name -> use(node, name, check.fence().span()));
    for (StateRow row : check.patterns()) {
      row.when().ifPresent(when -> usesInCondition(node, when));
      row.finding().written().ifPresent(said -> usesInCondition(node, said));
    }
    for (RememberRow row : check.remembers()) {
      usesInCondition(node, row.from());
    }
  }

  private void usesInCondition(String node, Excerpt condition) {
    NamesInCondition.found(condition)
        .filter(found -> names.isRemembered(found.group(1)))
        .forEach(found -> use(node, found.group(1), condition.span(found.start(), found.end())));
  }

  private void usesInCode(String node, Excerpt code) {
    for (String name : names.placeholders(code)) {
      if (names.isRemembered(name)) {
        int at = code.text().indexOf("${" + name + "}");
        use(node, name, code.span(at, at + name.length() + 3));
      }
    }
  }

  private void use(String node, String name, SourceSpan span) {
    if (!always.containsKey(node) || always.getOrDefault(node, Set.of()).contains(name)) {
      return;
    }
    if (sometimes.getOrDefault(node, Set.of()).contains(name)) {
      issues.add(
          new Issue(
              NameIssue.NOT_ALWAYS_REMEMBERED,
              entry.source(),
              span,
              "Not every path to this step remembers `" + name + "`",
              "Remember it on every path, or link past this step on the others."));
      return;
    }
    issues.add(
        new Issue(
            NameIssue.NEVER_REMEMBERED,
            entry.source(),
            span,
            "No step before this one remembers `" + name + "`",
            "Remember it in an earlier step."));
  }
}
