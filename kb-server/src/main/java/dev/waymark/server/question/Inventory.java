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
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.entry.EntryCard;
import dev.waymark.server.event.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** Writes down what is served, so that what was never used, taken or tested can be asked for. */
@ApplicationScoped
class Inventory {
  private static final String FORMAT = "1 ";

  /** So many at once that writing them isn't noticed. */
  private static final int BATCH = 100;

  private final Catalog catalog;
  private final FactStore store;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();

  /** What was written last. */
  private volatile List<EntryCard> written = List.of();

  /** Whether that knew which edges scenarios take. */
  private boolean walked;

  /** The very entries that this server has written, by their ids. */
  private final Map<String, Known> known = new HashMap<>();

  Inventory(Catalog catalog, FactStore store, Clock clock) {
    this.catalog = catalog;
    this.store = store;
    this.clock = clock;
  }

  /** An entry as it was written, or found to be. */
  private record Known(CompiledEntry entry, boolean walked) {
    // What wasn't compiled again is the same object, which is quicker to see than the same text.
    @SuppressWarnings("ReferenceEquality")
    boolean is(CompiledEntry other, boolean walking) {
      return entry == other && (walked || !walking);
    }
  }

  /** Writes what has changed, and walks the scenarios of entries that are new. */
  void writeWalked() {
    write(true);
  }

  /** Writes what has changed, but walks no scenarios. */
  void write() {
    write(false);
  }

  /** Whether what is served now is written down. */
  boolean isWritten() {
    return catalog.entries().equals(written);
  }

  private void write(boolean walking) {
    lock.lock();
    try {
      writeChanged(walking);
    } finally {
      lock.unlock();
    }
  }

  private void writeChanged(boolean walking) {
    List<EntryCard> cards = catalog.entries();
    if (cards.equals(written) && (walked || !walking)) {
      return;
    }
    Map<String, String> before = store.served();
    Map<String, CompiledEntry> changed = new TreeMap<>();
    Set<String> gone = new HashSet<>(before.keySet());
    for (EntryCard card : cards) {
      gone.remove(card.id());
      catalog
          .entry(card.id())
          .filter(entry -> isToBeWritten(entry, walking, before))
          .ifPresent(entry -> changed.put(card.id(), entry));
    }
    if (!gone.isEmpty()) {
      store.gone(gone);
      known.keySet().removeAll(gone);
    }
    List<CompiledEntry> rest = List.copyOf(changed.values());
    for (int from = 0; from < rest.size(); from += BATCH) {
      List<CompiledEntry> some = rest.subList(from, Math.min(rest.size(), from + BATCH));
      store.serve(some.stream().map(entry -> served(entry, walking)).toList());
      some.forEach(entry -> known.put(entry.id(), new Known(entry, walking)));
    }
    written = cards;
    walked = walking;
  }

  /** What another server wrote, or this one before it was started, isn't written again. */
  private boolean isToBeWritten(CompiledEntry entry, boolean walking, Map<String, String> before) {
    Known mine = known.get(entry.id());
    if (mine != null) {
      return !mine.is(entry, walking);
    }
    String there = before.getOrDefault(entry.id(), "");
    boolean isWalked = there.equals(version(entry, true));
    if (isWalked || (!walking && there.equals(version(entry, false)))) {
      known.put(entry.id(), new Known(entry, isWalked));
      return false;
    }
    return true;
  }

  private String version(CompiledEntry compiled, boolean walking) {
    StringBuilder text = new StringBuilder(FORMAT).append(entry(compiled));
    compiled.tree().ifPresent(tree -> text.append(tree.entry().hash()));
    for (Scenario scenario : compiled.scenarios()) {
      text.append(scenario.name())
          .append(scenario.path())
          .append(new TreeMap<>(scenario.parameters()))
          .append(new TreeMap<>(scenario.questions()))
          .append(new TreeMap<>(scenario.actions()));
    }
    return Sha256.of(text.append(walking).toString());
  }

  private Facts.Served served(CompiledEntry compiled, boolean walking) {
    List<Facts.Node> nodes = new ArrayList<>();
    Map<Facts.Edge, Optional<Boolean>> edges = new LinkedHashMap<>();
    if (compiled.tree().isPresent()) {
      Tree tree = compiled.tree().orElseThrow();
      Places places = new Places(tree);
      Set<Facts.Edge> taken = walking ? walk(tree, places, compiled) : Set.of();
      for (Node node : tree.nodes().values()) {
        nodes.add(places.node(node));
        for (Facts.Edge edge : places.choices(node)) {
          edges.put(edge, walking ? Optional.of(taken.contains(edge)) : Optional.empty());
        }
      }
    }
    return new Facts.Served(entry(compiled), version(compiled, walking), nodes, edges);
  }

  private Facts.Entry entry(CompiledEntry compiled) {
    EntryCard card = catalog.card(compiled);
    var frontMatter = compiled.entry().map(entry -> entry.frontMatter());
    return new Facts.Entry(
        card.id(),
        card.title(),
        card.service().orElse(""),
        frontMatter.map(front -> String.join(", ", front.owners())).orElse(""),
        card.reviewed(),
        frontMatter.flatMap(front -> front.reviewDue()),
        card.scenarios().size(),
        card.runs());
  }

  private Set<Facts.Edge> walk(Tree tree, Places places, CompiledEntry compiled) {
    ScenarioRunner runner = new ScenarioRunner(tree);
    Set<Facts.Edge> taken = new HashSet<>();
    for (Scenario scenario : compiled.scenarios()) {
      ScenarioWalk walk =
          runner.run(
              scenario, RecordedSource.withTables(scenario, compiled.schemas(), clock), clock);
      walk.state().stream()
          .flatMap(state -> state.visits().stream())
          .forEach(visit -> take(places, tree, visit, taken));
    }
    return taken;
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
                taken.add(places.left(node, left));
              }
            });
  }
}
