package dev.waymark.runbooks.record;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.run.Destination;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import java.util.Optional;

/**
 * The names that people know for what a run's events refer to by number or slug.
 *
 * @param tree of the text that the run walks; absent if that can't be read any more
 * @param state that the events come to, or those of them that still fit the tree
 * @param known what entries and people are called
 */
public record RunNames(Optional<Tree> tree, Optional<RunState> state, KnownNames known) {
  public RunNames {
    requireNonNull(tree);
    requireNonNull(state);
    requireNonNull(known);
  }

  /** The slug of the node that an event happened at. */
  public Optional<String> nodeOf(RunEvent event) {
    return event instanceof RunEvent.Started started
        ? Optional.of(started.at())
        : state.flatMap(s -> s.visit(event.visit())).map(Visit::node);
  }

  /** The title of a node; its slug if the tree has no such node. */
  public String title(String node) {
    return tree.flatMap(t -> t.node(node)).map(Node::title).orElse(node);
  }

  /** The title of where an edge leads, in quotes, or the other entry. */
  String title(Destination to) {
    return switch (to) {
      case Destination.Node node -> "“" + title(node.id()) + "”";
      case Destination.OtherEntry other -> "the entry " + known.entry(other.entryId());
    };
  }

  /** What a branch of a visit's node means. */
  String meaning(int visit, int branch) {
    return node(visit)
        .flatMap(Node::asks)
        .filter(check -> branch < check.branches().size())
        .map(check -> check.branches().get(branch))
        .map(Branch::means)
        .orElseGet(() -> "branch " + (branch + 1));
  }

  /** An answer to the question of a visit's node. */
  String answer(int visit, int option) {
    return node(visit)
        .map(Node::options)
        .filter(options -> option < options.size())
        .map(options -> options.get(option).answer())
        .orElseGet(() -> "answer " + (option + 1));
  }

  private Optional<Node> node(int visit) {
    return state.flatMap(s -> s.visit(visit)).flatMap(v -> tree.flatMap(t -> t.node(v.node())));
  }
}
