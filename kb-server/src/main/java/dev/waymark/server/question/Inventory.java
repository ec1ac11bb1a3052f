package dev.waymark.server.question;

import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.run.Visit.Departure;
import dev.waymark.runbooks.scenario.RecordedSource;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.scenario.ScenarioRunner;
import dev.waymark.runbooks.scenario.ScenarioWalk;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.server.catalog.Catalog;
import dev.waymark.server.catalog.EntryCard;
import dev.waymark.server.store.FactStore;
import dev.waymark.server.store.Facts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes down what is served, so that what was never used, taken or tested can be asked for. */
@ApplicationScoped
class Inventory {
  private final Catalog catalog;
  private final FactStore store;
  private final Clock clock;

  /** What was written last. */
  private List<EntryCard> written = List.of();

  /** Whether that knew which edges scenarios take. */
  private boolean walked;

  /** The edges that scenarios take, by the entry's hash. */
  private final Map<String, Map<Facts.Edge, Boolean>> tested = new HashMap<>();

  Inventory(Catalog catalog, FactStore store, Clock clock) {
    this.catalog = catalog;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Writes where the entries have changed.
   *
   * @param walking whether to walk all scenarios of entries that are new, which takes seconds
   */
  synchronized void refresh(boolean walking) {
    List<EntryCard> cards = catalog.entries();
    if (cards.equals(written) && (walked || !walking)) {
      return;
    }
    List<Facts.Entry> entries = new ArrayList<>();
    List<Facts.Node> nodes = new ArrayList<>();
    List<Facts.Edge> edges = new ArrayList<>();
    Map<Facts.Edge, Boolean> taken = new HashMap<>();
    for (EntryCard card : cards) {
      Optional<CompiledEntry> compiled = catalog.entry(card.id());
      entries.add(entry(card, compiled));
      Optional<Tree> tree = compiled.flatMap(CompiledEntry::tree);
      if (tree.isEmpty()) {
        continue;
      }
      Places places = new Places(tree.orElseThrow());
      for (Node node : tree.orElseThrow().nodes().values()) {
        nodes.add(places.node(node));
        edges.addAll(places.choices(node));
      }
      if (walking) {
        tested.computeIfAbsent(
            card.hash() + card.scenarios(),
            version -> walk(tree.orElseThrow(), compiled.orElseThrow()));
      }
      taken.putAll(tested.getOrDefault(card.hash() + card.scenarios(), Map.of()));
    }
    store.serve(entries, nodes, edges, taken);
    written = cards;
    walked = walking;
  }

  private static Facts.Entry entry(EntryCard card, Optional<CompiledEntry> compiled) {
    var frontMatter = compiled.flatMap(CompiledEntry::entry).map(entry -> entry.frontMatter());
    return new Facts.Entry(
        card.id(),
        card.title(),
        card.service().orElse(""),
        frontMatter.map(front -> String.join(", ", front.owners())).orElse(""),
        card.reviewed(),
        frontMatter.map(front -> front.reviewed().plusDays(front.reviewEvery().toDays())),
        card.scenarios().size(),
        card.runs());
  }

  private Map<Facts.Edge, Boolean> walk(Tree tree, CompiledEntry compiled) {
    Places places = new Places(tree);
    ScenarioRunner runner = new ScenarioRunner(tree);
    Set<Facts.Edge> taken = new HashSet<>();
    for (Scenario scenario : compiled.scenarios()) {
      ScenarioWalk walk =
          runner.run(scenario, RecordedSource.withTables(scenario, compiled.schemas(), clock));
      walk.state().stream()
          .flatMap(state -> state.visits().stream())
          .forEach(visit -> take(places, tree, visit, taken));
    }
    Map<Facts.Edge, Boolean> all = new HashMap<>();
    for (Node node : tree.nodes().values()) {
      places.choices(node).forEach(edge -> all.put(edge, taken.contains(edge)));
    }
    return all;
  }

  /** As the coverage of scenarios counts: evidence that a person believes has taken its branch. */
  private static void take(Places places, Tree tree, Visit visit, Set<Facts.Edge> taken) {
    Node node = tree.node(visit.node()).orElseThrow();
    visit
        .left()
        .ifPresent(
            left -> {
              if (left instanceof Departure.ByConfirming) {
                visit
                    .proposedBranch()
                    .ifPresent(
                        index ->
                            taken.add(
                                places.branch(
                                    node, node.asks().orElseThrow().branches().get(index))));
              } else {
                taken.add(left.accept(new DepartureEdge(places, node)));
              }
            });
  }
}
