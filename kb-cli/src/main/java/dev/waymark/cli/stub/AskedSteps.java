package dev.waymark.cli.stub;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.run.WorldChange;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which step of the entry a query belongs to: Azure's protocols don't say. A query belongs to a
 * step whose fence's text it ends with; if several steps have the same text, to the one that comes
 * next on the scenario's path. When the first step is asked again after that, another run has
 * begun. That an action's verification is asked says that the action was carried out; a step that
 * is asked twice in a row, and may be asked again after a while, is asked again.
 */
final class AskedSteps {
  private static final String NO_STEP = "no-step";

  private final Tree tree;
  private final List<String> path;
  private final Clock clock;
  private final Map<String, Integer> asked = new LinkedHashMap<>();
  private final List<WorldChange> turns = new ArrayList<>();
  private Optional<Asking> last = Optional.empty();

  AskedSteps(Tree tree, Scenario scenario, Clock clock) {
    this.tree = tree;
    this.path = scenario.path();
    this.clock = clock;
  }

  /**
   * @param stay how often it was asked, this time included
   * @param before what has been done until then
   */
  record Step(String node, int stay, List<WorldChange> before) {
    Step {
      before = List.copyOf(before);
    }
  }

  /**
   * What was asked.
   *
   * @param since when the action was carried out, if the query says so
   */
  private record Asking(String node, Optional<Instant> since) {}

  /**
   * @param counts whether this is another visit of the step, rather than a further page of one
   */
  synchronized Step step(StubbedFence fence, String text, boolean counts) {
    Optional<String> node =
        tree.nodes().values().stream()
            .filter(one -> one.asks().filter(check -> fence.isOf(check, text)).isPresent())
            .max(
                Comparator.<Node>comparingInt(one -> length(one))
                    .thenComparing(one -> isAskedAgain(one, since(fence, one, text)))
                    .thenComparing(one -> -due(one.id())))
            .map(Node::id);
    if (node.isEmpty()) {
      return new Step(NO_STEP, 1, List.of());
    }
    if (beginsAnew(node.get(), counts)) {
      asked.clear();
      turns.clear();
      last = Optional.empty();
    }
    if (counts) {
      Node one = tree.node(node.get()).orElseThrow();
      ask(one, since(fence, one, text));
    }
    return new Step(node.get(), asked.merge(node.get(), 1, Math::max), turns);
  }

  private void ask(Node node, Optional<Instant> since) {
    int before = asked.getOrDefault(node.id(), 0);
    if (isAskedAgain(node, since)) {
      Duration wait = waitOf(node).orElseThrow();
      turns.add(new WorldChange.AskedAgain(node.id(), before, 1 + timesAgain(node, before), wait));
      return;
    }
    asked.put(node.id(), before + 1);
    last = Optional.of(new Asking(node.id(), since));
    if (node.kind() == NodeKind.ACTION) {
      turns.add(new WorldChange.CarriedOut(node.id(), before + 1, since.orElseGet(clock::instant)));
    }
  }

  /** Whether it was asked just now about the same time, and says that it may be asked again. */
  private boolean isAskedAgain(Node node, Optional<Instant> since) {
    return waitOf(node).isPresent() && last.equals(Optional.of(new Asking(node.id(), since)));
  }

  private static Optional<Duration> waitOf(Node node) {
    return node.asks().stream()
        .flatMap(check -> check.branches().stream())
        .flatMap(branch -> branch.askAgainAfter().stream())
        .findFirst();
  }

  private int timesAgain(Node node, int stay) {
    return (int)
        turns.stream()
            .filter(WorldChange.AskedAgain.class::isInstance)
            .filter(turn -> turn.node().equals(node.id()) && turn.stay() == stay)
            .count();
  }

  private static Optional<Instant> since(StubbedFence fence, Node node, String text) {
    return node.asks().flatMap(check -> fence.since(check, text));
  }

  /** The step that was asked first, once more than the path comes to it: another run. */
  private boolean beginsAnew(String node, boolean counts) {
    boolean first = asked.isEmpty() || asked.keySet().iterator().next().equals(node);
    return counts && first && due(node) == path.size();
  }

  private static int length(Node node) {
    return node.asks().map(check -> check.fence().body().text().length()).orElse(0);
  }

  /** Where on the path a step comes up next; after its end where it doesn't any more. */
  private int due(String node) {
    int before = asked.getOrDefault(node, 0);
    return IntStream.range(0, path.size())
        .filter(i -> path.get(i).equals(node))
        .skip(before)
        .findFirst()
        .orElse(path.size());
  }
}
