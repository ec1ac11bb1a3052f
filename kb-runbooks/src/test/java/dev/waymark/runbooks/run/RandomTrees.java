package dev.waymark.runbooks.run;

import static dev.waymark.runbooks.run.TreeBuilder.check;

import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.entry.State;
import dev.waymark.runbooks.run.TreeBuilder.CheckBuilder;
import dev.waymark.runbooks.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Trees of every kind of node with edges at random, cycles and ways into other entries included.
 */
final class RandomTrees {
  private static final List<String> CONDITIONS =
      List.of(
          "rows.size() == 0",
          "row.N > 5",
          "rows.exists(r, r.N == 1)",
          "row.N == params.limit",
          "remembered.n == 3",
          "row.Missing == 1");

  private final Random random;
  private final List<String> steps = new ArrayList<>();
  private final List<String> targets = new ArrayList<>();
  private final List<String> actions = new ArrayList<>();

  private RandomTrees(Random random) {
    this.random = random;
  }

  static Tree next(Random random) {
    return new RandomTrees(random).build();
  }

  private Tree build() {
    TreeBuilder tree =
        TreeBuilder.entry("random")
            .parameter("limit", ParameterType.INT, "3")
            .parameter("window", ParameterType.TIMESPAN, "1h")
            .remembers("n");
    boolean prevention = random.nextInt(8) > 0;
    boolean escalation = random.nextInt(8) > 0;
    addNames("step", 1 + random.nextInt(4), steps);
    addNames("action", 1 + random.nextInt(2), actions);
    targets.addAll(steps);
    targets.addAll(actions);
    addNames("cause", 2, targets);
    targets.add("elsewhere.md");
    targets.add("elsewhere.md#there");
    if (prevention) {
      targets.add("prevention");
    }
    if (escalation) {
      targets.add("escalation");
    }
    for (String step : steps) {
      if (random.nextInt(3) == 0) {
        tree.question(step, "Yes", target(), "No", target());
      } else {
        tree.query(step, check());
      }
    }
    tree.cause("cause-0", action());
    tree.cause("cause-1", check(), action(), actions.get(0));
    for (String action : actions) {
      int kind = random.nextInt(4);
      if (kind == 0) {
        tree.verdict(action, random.nextInt(3), target(), target());
      } else if (kind == 1) {
        tree.action(action, random.nextInt(3));
      } else {
        tree.action(action, random.nextInt(3), check());
      }
    }
    if (prevention) {
      tree.prevention();
    }
    if (escalation) {
      tree.escalation();
    }
    return tree.build();
  }

  private static void addNames(String kind, int count, List<String> names) {
    for (int i = 0; i < count; i++) {
      names.add(kind + "-" + i);
    }
  }

  private CheckBuilder check() {
    CheckBuilder check =
        switch (random.nextInt(4)) {
          case 0 -> TreeBuilder.check("T | where x > n", "n");
          case 1 -> TreeBuilder.check("T | where Time > ago(window)", "window");
          default -> TreeBuilder.check("T | count");
        };
    if (random.nextInt(3) == 0) {
      check.remember("n", random.nextBoolean() ? "row.N" : "row.Missing");
    }
    for (int i = random.nextInt(3); i >= 0; i--) {
      check.when(
          State.FAILED,
          CONDITIONS.get(random.nextInt(CONDITIONS.size())),
          random.nextInt(8) == 0 ? "Ask again after 5m" : target());
    }
    return random.nextInt(5) == 0 ? check : check.otherwise(State.UNKNOWN, target());
  }

  private String target() {
    return targets.get(random.nextInt(targets.size()));
  }

  private String action() {
    return actions.get(random.nextInt(actions.size()));
  }
}
