package dev.waymark.server.store;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what is folded of incidents for questions over many of them. */
@ApplicationScoped
public class FactStore {
  private static final String STALE =
      """
      from incident i
      left join review r on r.incident = i.number
      left join fact_incident f on f.incident = i.number
      where f.updated_at is distinct from i.updated_at or f.review_at is distinct from r.updated_at
      """;

  private final Jdbc jdbc;
  private final FactNames names;

  FactStore(Jdbc jdbc, FactNames names) {
    this.jdbc = jdbc;
    this.names = names;
  }

  /** Incidents that have changed since they were folded, the one that waits longest first. */
  public List<Long> stale(int limit) {
    return jdbc.list(
        "select i.number " + STALE + "order by i.updated_at, i.number limit ?",
        row -> row.getLong("number"),
        limit);
  }

  /** Keeps what was folded of an incident in place of what was before. */
  public void replace(Facts facts) {
    Facts.Head head = facts.head();
    int entry = names.entry(head.entry());
    Optional<Integer> cause = head.cause().map(names::node);
    List<Object[]> visits = new ArrayList<>();
    facts.visits().forEach(visit -> visits.add(visit(head, entry, cause, visit)));
    List<Object[]> changes = new ArrayList<>();
    facts.changes().forEach(change -> changes.add(change(head, change)));
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              // Another server may be folding the same incident.
              jdbc.list(
                  "select pg_advisory_xact_lock(hashtextextended(?, 0))",
                  row -> true,
                  "facts\n" + head.incident());
              jdbc.update("delete from fact_incident where incident = ?", head.incident());
              insert(facts, entry, cause);
              jdbc.batch(
                  "insert into fact_visit (incident, run, visit, entry, severity, drill, opened_at,"
                      + " cause, node, edge, proposed, overridden, by_person, dead_end, decided,"
                      + " arrived_at,"
                      + " seconds, asked, failed, took_ms, failure, helped, misled, missing,"
                      + " reason) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                      + " ?, ?, ?, ?, ?, ?)",
                  visits);
              jdbc.batch(
                  "insert into fact_change (incident, at, kind, actor, node, from_value, to_value,"
                      + " reason) values (?, ?, ?, ?, ?, ?, ?, ?)",
                  changes);
            });
  }

  private void insert(Facts facts, int entry, Optional<Integer> cause) {
    Facts.Head head = facts.head();
    List<Facts.Visit> visits = facts.visits();
    jdbc.update(
        """
        insert into fact_incident (incident, entry, severity, first_severity, drill, state, outcome,
          covered, cause, opened_at, acknowledged_at, diagnosed_at, mitigated_at, resolved_at,
          ended_at, runs, visits, overrides, returns, asked, failed, handovers, updated_at,
          began_at, review_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
          (select began_at from review where incident = ?),
          (select updated_at from review where incident = ?))
        """,
        head.incident(),
        entry,
        head.severity(),
        head.firstSeverity(),
        head.drill(),
        head.state(),
        head.outcome(),
        head.covered(),
        cause,
        head.openedAt(),
        head.acknowledgedAt(),
        head.diagnosedAt(),
        head.mitigatedAt(),
        head.resolvedAt(),
        head.endedAt(),
        head.runs(),
        visits.size(),
        (int) visits.stream().filter(Facts.Visit::overridden).count(),
        (int) visits.stream().filter(Facts.Visit::deadEnd).count(),
        visits.stream().mapToInt(Facts.Visit::asked).sum(),
        visits.stream().mapToInt(Facts.Visit::failed).sum(),
        (int)
            facts.changes().stream()
                .filter(change -> change.kind() == Facts.ChangeKind.HANDOVER)
                .count(),
        head.updatedAt(),
        head.incident(),
        head.incident());
  }

  private Object[] visit(Facts.Head head, int entry, Optional<Integer> cause, Facts.Visit visit) {
    return new Object[] {
      head.incident(),
      visit.run(),
      visit.visit(),
      entry,
      head.severity(),
      head.drill(),
      head.openedAt(),
      cause,
      names.node(visit.node()),
      visit.edge().map(names::edge),
      visit.proposed().map(names::edge),
      visit.overridden(),
      visit.byPerson(),
      visit.deadEnd(),
      visit.decided(),
      visit.arrivedAt(),
      visit.seconds(),
      visit.asked(),
      visit.failed(),
      visit.slowest(),
      visit.failure(),
      visit.helped(),
      visit.misled(),
      visit.missing(),
      visit.reason()
    };
  }

  private Object[] change(Facts.Head head, Facts.Change change) {
    return new Object[] {
      head.incident(),
      change.at(),
      change.kind().name(),
      change.actor(),
      change.node().map(names::node),
      change.from(),
      change.to(),
      change.reason()
    };
  }

  /**
   * Keeps what is served now; what is no longer served stays, for the incidents that went there.
   *
   * @param tested of each edge whether some scenario takes it; one that isn't there is unknown
   */
  public void serve(
      List<Facts.Entry> entries,
      List<Facts.Node> nodes,
      List<Facts.Edge> edges,
      Map<Facts.Edge, Boolean> tested) {
    List<Object[]> served = new ArrayList<>();
    for (Facts.Entry entry : entries) {
      served.add(
          new Object[] {
            entry.title(),
            entry.service(),
            entry.owners(),
            entry.reviewed(),
            entry.staleAfter(),
            entry.scenarios(),
            entry.runs(),
            names.entry(entry.id())
          });
    }
    List<Object[]> placed = new ArrayList<>();
    nodes.forEach(
        node -> placed.add(new Object[] {node.kind().name(), node.title(), names.node(node)}));
    List<Object[]> leading = new ArrayList<>();
    edges.forEach(
        edge ->
            leading.add(new Object[] {Optional.ofNullable(tested.get(edge)), names.edge(edge)}));
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              jdbc.list("select pg_advisory_xact_lock(hashtextextended('facts', 0))", row -> true);
              jdbc.update("update fact_entry set served = false, runs = false where served");
              jdbc.update("update fact_node set served = false where served");
              jdbc.update("update fact_edge set served = false where served");
              jdbc.batch(
                  "update fact_entry set title = ?, service = ?, owners = ?, reviewed = ?,"
                      + " stale_after = ?, scenarios = ?, runs = ?, served = true where id = ?",
                  served);
              jdbc.batch(
                  "update fact_node set kind = ?, title = ?, served = true where id = ?", placed);
              jdbc.batch("update fact_edge set tested = ?, served = true where id = ?", leading);
            });
  }
}
