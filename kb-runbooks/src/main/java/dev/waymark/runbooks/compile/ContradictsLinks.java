package dev.waymark.runbooks.compile;

import dev.waymark.model.entry.Check;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.Link;
import dev.waymark.model.entry.RowFinding;
import dev.waymark.model.entry.StateRow;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Nearest;
import dev.waymark.runbooks.tree.RowPlace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which rows the links under {@code Contradicts} mean: each leads to a node, and its text is the
 * {@code Means} of one of the node's rows.
 */
final class ContradictsLinks {
  private final Entry entry;

  /** What the rows of each node mean, without markup. */
  private final Map<String, List<String>> rows = new HashMap<>();

  private final List<Issue> issues = new ArrayList<>();

  ContradictsLinks(Entry entry) {
    this.entry = entry;
    Replies.of(entry).forEach((node, replies) -> rows.put(node, words(replies)));
    Checks.byNode(entry).forEach((node, check) -> rows.put(node, words(check)));
  }

  private static List<String> words(Check check) {
    return words(check.patterns().stream().map(StateRow::finding).toList());
  }

  private static List<String> words(List<RowFinding> findings) {
    return findings.stream().map(RowFinding::words).toList();
  }

  /** What was wrong with the links so far. */
  List<Issue> issues() {
    return List.copyOf(issues);
  }

  /** The rows that a row says can't hold as well. */
  Set<RowPlace> of(RowPlace place, RowFinding finding) {
    Set<RowPlace> found = new HashSet<>();
    for (Link link : finding.contradicts()) {
      found.addAll(rows(place, link));
    }
    return found;
  }

  private List<RowPlace> rows(RowPlace place, Link link) {
    List<String> known = rows.getOrDefault(link.to().here().orElse(""), List.of());
    if (known.isEmpty()) {
      add(
          LinkIssue.UNKNOWN_TARGET,
          link,
          "`%s` is no step with a table".formatted(link.target()),
          Nearest.to(link.target().replaceFirst("^#", ""), rows.keySet())
              .map(near -> "Did you mean `#" + near + "`?")
              .orElse("Link to a step of this entry, with the `Means` of one of its rows."));
      return List.of();
    }
    String node = link.to().here().orElseThrow();
    List<RowPlace> meant =
        IntStream.range(0, known.size())
            .filter(row -> known.get(row).equals(link.text()))
            .mapToObj(row -> new RowPlace(node, row))
            .toList();
    if (meant.isEmpty()) {
      add(
          LinkIssue.UNKNOWN_ROW,
          link,
          "No row of `#%s` means “%s”".formatted(node, link.text()),
          Nearest.to(link.text(), known)
              .map(near -> "Did you mean [" + near + "](#" + node + ")?")
              .orElse("Write what stands under `Means` there, word for word."));
    } else if (meant.contains(place)) {
      add(
          LinkIssue.UNKNOWN_ROW,
          link,
          "A row can't contradict itself",
          "Link to the row that can't hold as well as this one.");
    }
    return meant;
  }

  private void add(LinkIssue code, Link link, String message, String hint) {
    issues.add(new Issue(code, entry.source(), link.span(), message, hint));
  }
}
