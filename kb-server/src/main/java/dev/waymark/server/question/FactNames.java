package dev.waymark.server.question;

import dev.waymark.server.store.Jdbc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The numbers that stand for entries, nodes and edges in facts. Given out in transactions of their
 * own and for ever, so that they can be remembered here whatever becomes of the facts.
 */
@ApplicationScoped
class FactNames {
  private final Jdbc jdbc;
  private final Map<String, Integer> entries = new ConcurrentHashMap<>();
  private final Map<Facts.Node, Integer> nodes = new ConcurrentHashMap<>();
  private final Map<Facts.Edge, Integer> edges = new ConcurrentHashMap<>();

  FactNames(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  int entry(String id) {
    return entries.computeIfAbsent(
        id,
        missing ->
            number(
                "insert into fact_entry (entry_id) values (?)"
                    + " on conflict (entry_id) do update set entry_id = excluded.entry_id"
                    + " returning id",
                missing));
  }

  /** The title is what is served now, else that of the version that was met last. */
  int node(Facts.Node node) {
    int entry = entry(node.entry());
    return nodes.computeIfAbsent(
        node,
        missing ->
            number(
                "insert into fact_node (entry, node, kind, title) values (?, ?, ?, ?)"
                    + " on conflict (entry, node) do update set"
                    + " kind = case when fact_node.served then fact_node.kind else excluded.kind end,"
                    + " title ="
                    + " case when fact_node.served then fact_node.title else excluded.title end"
                    + " returning id",
                entry,
                missing.id(),
                missing.kind().name(),
                missing.title()));
  }

  int edge(Facts.Edge edge) {
    int node = node(edge.node());
    return edges.computeIfAbsent(
        edge,
        missing ->
            number(
                "insert into fact_edge (node, kind, state, condition, label, to_entry, to_node, key)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (node, key) do update set key = excluded.key returning id",
                node,
                missing.kind().name(),
                missing.state(),
                missing.condition(),
                missing.label(),
                missing.toEntry(),
                missing.toNode(),
                missing.key()));
  }

  private int number(String sql, Object... values) {
    return QuarkusTransaction.requiringNew()
        .call(() -> jdbc.first(sql, row -> row.getInt("id"), values).orElseThrow());
  }
}
