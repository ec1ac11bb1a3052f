package dev.waymark.server.question;

import dev.waymark.model.entry.NodeKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is folded of one incident for questions over many, as it is kept. */
public record Facts(Head head, List<Visit> visits, List<Change> changes) {
  public Facts {
    visits = List.copyOf(visits);
    changes = List.copyOf(changes);
  }

  /**
   * An entry of the knowledge base.
   *
   * @param staleAfter the last day on which nobody need read it again
   * @param runs whether an incident can be started on it
   */
  public record Entry(
      String id,
      String title,
      String service,
      String owners,
      Optional<LocalDate> reviewed,
      Optional<LocalDate> staleAfter,
      int scenarios,
      boolean runs) {}

  /**
   * An entry with all that it leads through.
   *
   * @param version of what this was made from
   * @param edges with whether some scenario takes each; empty if nobody has tried yet
   */
  public record Served(
      Entry entry, String version, List<Node> nodes, Map<Edge, Optional<Boolean>> edges) {
    public Served {
      nodes = List.copyOf(nodes);
      edges = Collections.unmodifiableMap(new LinkedHashMap<>(edges));
    }
  }

  /** A step, cause, action or end of an entry. */
  public record Node(String entry, String id, NodeKind kind, String title) {}

  /**
   * A way out of a node; texts are empty if there is nothing to say.
   *
   * @param condition of a pattern, or the answer of a question
   * @param toEntry empty if it stays in the entry
   * @param key hash of all but the node
   */
  public record Edge(
      Node node,
      EdgeKind kind,
      String state,
      String condition,
      String label,
      String toEntry,
      String toNode,
      String key) {}

  /** How a node is left. */
  public enum EdgeKind {
    BRANCH,
    REPLY,
    CONFIRM,
    DO,
    RETURN,
    ESCALATE,
    END
  }

  /**
   * The incident itself.
   *
   * @param severity from 1, the worst
   * @param covered whether the entries knew it; absent if nobody got so far
   * @param updatedAt what of the incident this is folded from
   */
  public record Head(
      long incident,
      String entry,
      int severity,
      int firstSeverity,
      boolean drill,
      String state,
      Optional<String> outcome,
      Optional<Boolean> covered,
      Optional<Node> cause,
      Instant openedAt,
      Optional<Instant> acknowledgedAt,
      Optional<Instant> diagnosedAt,
      Optional<Instant> mitigatedAt,
      Optional<Instant> resolvedAt,
      Optional<Instant> endedAt,
      int runs,
      Instant updatedAt) {}

  /**
   * A stay at a node.
   *
   * @param edge empty while the run is here
   * @param slowest how long the slowest answer of a live source took, in milliseconds
   * @param failure why the last query that failed did
   * @param reason of an override or of going back
   */
  public record Visit(
      int run,
      int visit,
      Node node,
      Optional<Edge> edge,
      Optional<Edge> proposed,
      boolean overridden,
      boolean byPerson,
      boolean deadEnd,
      Instant arrivedAt,
      Optional<Double> seconds,
      int asked,
      int failed,
      Optional<Integer> slowest,
      Optional<String> failure,
      int helped,
      int misled,
      int missing,
      Optional<String> reason) {
    /** Whether this is a query or a question that was left by a pattern or an answer. */
    boolean decided() {
      boolean asks = node.kind() == NodeKind.QUERY || node.kind() == NodeKind.QUESTION;
      return asks
          && edge.filter(way -> way.kind() == EdgeKind.BRANCH || way.kind() == EdgeKind.REPLY)
              .isPresent();
    }
  }

  /** A change of severity, a handover, an escalation or a reopening. */
  public record Change(
      Instant at,
      ChangeKind kind,
      String actor,
      Optional<Node> node,
      String from,
      String to,
      String reason) {}

  /** What changed. */
  public enum ChangeKind {
    SEVERITY,
    HANDOVER,
    ESCALATION,
    REOPENING
  }
}
