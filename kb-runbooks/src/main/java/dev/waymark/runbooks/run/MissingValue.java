package dev.waymark.runbooks.run;

import dev.waymark.model.entry.Verification;
import dev.waymark.model.run.Answer;
import dev.waymark.model.table.ColumnType;
import dev.waymark.runbooks.condition.Condition;
import dev.waymark.runbooks.query.CopyableFence;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.RememberedValue;
import dev.waymark.runbooks.tree.Tree;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A remembered value that the step needs where a run is, and that no answer has given: the step
 * that remembers it was decided by hand, or its answer lacked it. A person can give it.
 */
public record MissingValue(String name, ColumnType type) {
  /** Those that are needed where a run is, in the order in which they are named. */
  public static List<MissingValue> of(Tree tree, RunState state) {
    List<String> lacking =
        tree.node(state.current().node()).stream()
            .flatMap(node -> needed(tree, node, state.current()).stream())
            .filter(name -> !state.parameters().containsKey(name))
            .filter(name -> !state.remembered().containsKey(name))
            .toList();
    if (lacking.isEmpty()) {
      return List.of();
    }
    Map<String, ColumnType> types = tree.remembered();
    return lacking.stream()
        .filter(types::containsKey)
        .map(name -> new MissingValue(name, types.getOrDefault(name, ColumnType.DYNAMIC)))
        .toList();
  }

  /** What a value looks like, to be read after "expected". */
  public String expectation() {
    return GivenValue.expectation(type);
  }

  /** Whether a value of a name decides what an answer to a check says. */
  static boolean decides(CompiledCheck check, String name) {
    return conditions(check).anyMatch(condition -> condition.remembered().contains(name));
  }

  /** What its fence and commands need, and its conditions where they left an answer undecided. */
  private static Set<String> needed(Tree tree, Node node, Visit visit) {
    Set<String> names = new LinkedHashSet<>();
    node.asks()
        .ifPresent(
            check -> {
              names.addAll(check.names());
              if (visit.attempt().filter(MissingValue::isUndecided).isPresent()) {
                conditions(check).forEach(condition -> names.addAll(condition.remembered()));
              }
            });
    if (!node.items().isEmpty()) {
      Set<String> known = tree.remembered().keySet();
      node.items()
          .forEach(
              item -> item.code().forEach(code -> names.addAll(CopyableFence.names(code, known))));
    }
    names.remove(Verification.SINCE);
    return names;
  }

  private static boolean isUndecided(Attempt attempt) {
    return attempt.answer().filter(Answer.Complete.class::isInstance).isPresent()
        && attempt.proposedBranch().isEmpty();
  }

  private static Stream<Condition> conditions(CompiledCheck check) {
    return Stream.concat(
        check.branches().stream().flatMap(branch -> branch.when().stream()),
        check.remembers().stream().map(RememberedValue::from));
  }
}
