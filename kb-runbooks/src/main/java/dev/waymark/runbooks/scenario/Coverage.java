package dev.waymark.runbooks.scenario;

import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.condition.Condition;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.run.Visit.Departure;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Option;
import dev.waymark.runbooks.tree.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which branches and answers an entry's scenarios take.
 *
 * @param total number of branches and answers
 * @param untaken those that no scenario takes, in the order of the file
 */
public record Coverage(int total, List<Untaken> untaken) {
  public Coverage {
    untaken = List.copyOf(untaken);
  }

  /**
   * A branch or an answer that no scenario takes.
   *
   * @param text its state and condition, or its answer
   * @param span in the entry's file
   */
  public record Untaken(String node, String text, SourceSpan span) {}

  /** How many are taken. */
  public int taken() {
    return total - untaken.size();
  }

  /** The coverage of a tree by the walks of its scenarios. */
  public static Coverage of(Tree tree, List<ScenarioWalk> walks) {
    Set<Edge> taken = new HashSet<>();
    for (ScenarioWalk walk : walks) {
      walk.state().stream().flatMap(state -> state.visits().stream()).forEach(v -> add(v, taken));
    }
    List<Untaken> untaken = new ArrayList<>();
    int total = 0;
    for (Node node : tree.nodes().values()) {
      List<Untaken> edges = edges(node);
      total += edges.size();
      for (int i = 0; i < edges.size(); i++) {
        if (!taken.contains(new Edge(node.id(), i))) {
          untaken.add(edges.get(i));
        }
      }
    }
    return new Coverage(total, untaken);
  }

  private record Edge(String node, int index) {}

  private static void add(Visit visit, Set<Edge> taken) {
    for (int i = 1; i < visit.attempts().size(); i++) {
      Attempt before = visit.attempts().get(i - 1);
      if (visit.attempts().get(i).waited().isPresent()) {
        before.proposedBranch().ifPresent(b -> taken.add(new Edge(visit.node(), b)));
      }
    }
    visit
        .left()
        .ifPresent(
            left -> {
              switch (left) {
                case Departure.ByBranch branch ->
                    taken.add(new Edge(visit.node(), branch.branch()));
                case Departure.ByReply reply -> taken.add(new Edge(visit.node(), reply.option()));
                case Departure.ByConfirming _ ->
                    visit.proposedBranch().ifPresent(b -> taken.add(new Edge(visit.node(), b)));
                case Departure.ByDoing _,
                    Departure.ByReturning _,
                    Departure.ByEscalating _,
                    Departure.ByEnding _ -> {}
              }
            });
  }

  private static List<Untaken> edges(Node node) {
    List<Untaken> edges = new ArrayList<>();
    for (Option option : node.options()) {
      String state = option.state().map(found -> found.label() + ": ").orElse("");
      edges.add(new Untaken(node.id(), state + option.answer(), option.span()));
    }
    for (Branch branch : node.asks().map(CompiledCheck::branches).orElse(List.of())) {
      String when = branch.when().map(Condition::text).orElse("otherwise");
      edges.add(new Untaken(node.id(), branch.state().label() + ": " + when, branch.span()));
    }
    return edges;
  }
}
