package dev.waymark.server.question;

import dev.waymark.server.store.Jdbc;
import dev.waymark.server.store.NamedStatement;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Keeps what is folded of incidents for questions over many of them. */
@ApplicationScoped
public class FactStore {
  private static final String STALE =
      """
      from incident i
      left join review r on r.incident = i.number
      left join fact_incident f on f.incident = i.number
      where (f.updated_at is distinct from i.updated_at
        or f.review_at is distinct from r.updated_at)
      """;

  private static final String INSERT_INCIDENT = statement("insert-incident");
  private static final String INSERT_VISIT = statement("insert-visit");
  private static final String SERVE_ENTRY = statement("serve-entry");
  private static final String SERVE_NODES = statement("serve-nodes");
  private static final String SERVE_EDGES = statement("serve-edges");

  private final Jdbc jdbc;
  private final FactNames names;

  FactStore(Jdbc jdbc, FactNames names) {
    this.jdbc = jdbc;
    this.names = names;
  }

  private static String statement(String name) {
    return NamedStatement.ofResource("/waymark/question/" + name + ".sql").sql();
  }

  /** Incidents that have changed since they were folded, the one that waits longest first. */
  public List<Long> stale(int limit) {
    return jdbc.list(
        "select i.number " + STALE + "order by i.updated_at, i.number limit ?",
        row -> row.getLong("number"),
        limit);
  }

  /**
   * Up to where an incident and its review had changed at some moment.
   *
   * @param review empty where there is none
   */
  record Position(long incident, Instant at, Optional<Instant> review) {}

  /** Incidents that have changed since some time, and since they were folded. */
  List<Position> behind(Instant since) {
    return jdbc.list(
        "select i.number, i.updated_at, r.updated_at as review_at "
            + STALE
            + "and (i.updated_at > ? or r.updated_at > ?)",
        row ->
            new Position(
                row.getLong("number"),
                Jdbc.instant(row, "updated_at"),
                Jdbc.optionalInstant(row, "review_at")),
        since,
        since);
  }

  /** Whether one of these hasn't been folded as far as that yet. */
  boolean isBehind(List<Position> positions) {
    return positions.stream().anyMatch(this::isBehind);
  }

  private boolean isBehind(Position position) {
    return jdbc.first(
            "select 1 from fact_incident where incident = ? and updated_at >= ?"
                + " and (?::timestamptz is null or review_at >= ?)",
            row -> true,
            position.incident(),
            position.at(),
            position.review(),
            position.review())
        .isEmpty();
  }

  /**
   * Keeps what is folded of an incident in place of what was before. Another server may be folding
   * the same one, so that it is read when nobody else does: who comes last has read last.
   *
   * @param fold reads the incident; empty where there is none
   */
  void replace(long incident, Supplier<Optional<Facts>> fold) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              jdbc.list(
                  "select pg_advisory_xact_lock(hashtextextended(?, 0))",
                  row -> true,
                  "facts\n" + incident);
              fold.get().ifPresent(this::replace);
            });
  }

  private void replace(Facts facts) {
    Facts.Head head = facts.head();
    int entry = names.entry(head.entry());
    Optional<Integer> cause = head.cause().map(names::node);
    jdbc.update("delete from fact_incident where incident = ?", head.incident());
    insert(facts, entry, cause);
    jdbc.batch(
        INSERT_VISIT,
        facts.visits().stream().map(visit -> visit(head, entry, cause, visit)).toList());
    jdbc.batch(
        "insert into fact_change (incident, at, kind, actor, node, from_value, to_value, reason)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
        facts.changes().stream().map(change -> change(head, change)).toList());
  }

  private void insert(Facts facts, int entry, Optional<Integer> cause) {
    Facts.Head head = facts.head();
    List<Facts.Visit> visits = facts.visits();
    jdbc.update(
        INSERT_INCIDENT,
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

  /** From what each entry that is served was written down, by its id. */
  public Map<String, String> served() {
    Map<String, String> versions = new HashMap<>();
    jdbc.list(
            "select entry_id, version from fact_entry where served",
            row -> Map.entry(row.getString("entry_id"), row.getString("version")))
        .forEach(entry -> versions.put(entry.getKey(), entry.getValue()));
    return versions;
  }

  /**
   * Writes entries down that are served now, in the place of what they were. What they no longer
   * have stays, for the incidents that went there.
   */
  public void serve(List<Facts.Served> entries) {
    List<Object[]> heads = entries.stream().map(FactStore::head).toList();
    List<Facts.Node> nodes = entries.stream().flatMap(one -> one.nodes().stream()).toList();
    String[] ids = entries.stream().map(one -> one.entry().id()).toArray(String[]::new);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              lockServed();
              withdraw(ids);
              jdbc.batch(SERVE_ENTRY, heads);
              jdbc.update(
                  SERVE_NODES,
                  texts(nodes, Facts.Node::entry),
                  texts(nodes, Facts.Node::id),
                  texts(nodes, node -> node.kind().name()),
                  texts(nodes, Facts.Node::title));
              serveEdges(entries);
            });
  }

  private void serveEdges(List<Facts.Served> entries) {
    List<Map.Entry<Facts.Edge, Optional<Boolean>>> edges =
        entries.stream().flatMap(one -> one.edges().entrySet().stream()).toList();
    List<Facts.Edge> ways = edges.stream().map(Map.Entry::getKey).toList();
    jdbc.update(
        SERVE_EDGES,
        texts(ways, edge -> edge.node().entry()),
        texts(ways, edge -> edge.node().id()),
        texts(ways, edge -> edge.kind().name()),
        texts(ways, Facts.Edge::state),
        texts(ways, Facts.Edge::condition),
        texts(ways, Facts.Edge::label),
        texts(ways, Facts.Edge::toEntry),
        texts(ways, Facts.Edge::toNode),
        texts(ways, Facts.Edge::key),
        edges.stream().map(edge -> edge.getValue().orElse(null)).toArray(Boolean[]::new));
  }

  /** Writes down that entries are no longer served. */
  public void gone(Collection<String> ids) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              lockServed();
              withdraw(ids.toArray(String[]::new));
            });
  }

  private void withdraw(String[] ids) {
    jdbc.update(
        "update fact_entry set served = false, runs = false, version = ''"
            + " where served and entry_id = any(?)",
        (Object) ids);
    jdbc.update(
        "update fact_node n set served = false from fact_entry e"
            + " where n.served and e.id = n.entry and e.entry_id = any(?)",
        (Object) ids);
    jdbc.update(
        "update fact_edge b set served = false from fact_node n, fact_entry e"
            + " where b.served and n.id = b.node and e.id = n.entry and e.entry_id = any(?)",
        (Object) ids);
  }

  /** Two servers that start at once write the same. */
  private void lockServed() {
    jdbc.list("select pg_advisory_xact_lock(hashtextextended('facts', 0))", row -> true);
  }

  private static Object[] head(Facts.Served served) {
    Facts.Entry entry = served.entry();
    return new Object[] {
      entry.title(),
      entry.service(),
      entry.owners(),
      entry.reviewed(),
      entry.staleAfter(),
      entry.scenarios(),
      entry.runs(),
      served.version(),
      entry.id()
    };
  }

  private static <T> String[] texts(List<T> of, Function<T, String> text) {
    return of.stream().map(text).toArray(String[]::new);
  }
}
