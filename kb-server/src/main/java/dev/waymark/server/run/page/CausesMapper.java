package dev.waymark.server.run.page;

import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.record.Contradictions;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.runbooks.run.Differential;
import dev.waymark.runbooks.run.Differential.Finding;
import dev.waymark.runbooks.run.Differential.Standing;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.server.run.RunView;
import dev.waymark.server.run.page.CausesView.Because;
import dev.waymark.server.run.page.CausesView.CauseLine;
import java.util.List;
import java.util.Optional;

/** Shows what the evidence says of each cause. */
final class CausesMapper {
  private final RunView run;
  private final Titles titles;
  private final VisitEndText departures;
  private final List<Finding> findings;

  CausesMapper(RunView run) {
    this.run = run;
    this.titles = new Titles(run.tree());
    this.departures = new VisitEndText(titles);
    this.findings = Differential.of(run.tree(), run.state());
  }

  CausesView map() {
    return new CausesView(
        lines(Standing.RULED_IN), lines(Standing.OPEN), lines(Standing.RULED_OUT));
  }

  /** What led to a cause; nothing for a step that is none. */
  List<Because> evidence(Node node) {
    return findings.stream()
        .filter(finding -> finding.cause().equals(node.id()))
        .filter(finding -> finding.standing() == Standing.RULED_IN)
        .flatMap(finding -> line(finding).because().stream())
        .toList();
  }

  /** The latest earlier finding that a visit's contradicts. */
  Optional<Because> contradicted(Visit visit) {
    return new Contradictions(run.tree(), run.state()).of(visit).map(this::because);
  }

  private List<CauseLine> lines(Standing standing) {
    return findings.stream()
        .filter(finding -> finding.standing() == standing)
        .map(this::line)
        .toList();
  }

  private CauseLine line(Finding finding) {
    return new CauseLine(
        titles.of(finding.cause()), finding.by().stream().map(this::because).toList());
  }

  private Because because(int number) {
    Visit visit = run.state().visits().get(number - 1);
    Node node = run.tree().node(visit.node()).orElseThrow();
    String line =
        departures
            .found(node, visit)
            .or(() -> visit.attempt().flatMap(Attempt::proposal).map(RunEvent.BranchProposed::why))
            .orElse("");
    return new Because(number, node.title(), line);
  }
}
