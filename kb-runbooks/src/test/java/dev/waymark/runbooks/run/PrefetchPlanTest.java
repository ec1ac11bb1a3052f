package dev.waymark.runbooks.run;

import static dev.waymark.runbooks.run.Answers.rows;
import static dev.waymark.runbooks.run.TreeBuilder.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.State;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrefetchPlanTest {
  private final Tree tree =
      TreeBuilder.entry("sample")
          .query(
              "first",
              check("T | count")
                  .when(State.HEALTHY, "rows.size() == 0", "left")
                  .when(State.FAILED, "row.N == 1", "right")
                  .otherwise(State.UNKNOWN, "ask")
                  .remember("n", "row.N"))
          .query(
              "left",
              check("L | count")
                  .when(State.FAILED, "row.N == 1", "cause")
                  .otherwise(State.UNKNOWN, "first"))
          .query("right", check("R | where N == n", "n").otherwise(State.UNKNOWN, "beyond"))
          .query("beyond", check("B | count").otherwise(State.UNKNOWN, "proven"))
          .question("ask", "Yes", "asked", "No", "escalation")
          .query("asked", check("A | count").otherwise(State.UNKNOWN, "cause"))
          .cause("cause", "mend")
          .cause("proven", check("P | count").otherwise(State.FAILED, "mend"), "mend")
          .action("mend", 1, check("M | count").otherwise(State.HEALTHY, "prevention"))
          .prevention()
          .escalation()
          .build();

  private final RunMachine machine = new RunMachine(tree);

  @Test
  void whatCanBeAskedWithoutAPersonIsListedTheNearestFirst() {
    RunState begun = begin();
    // `right` names a value that isn't remembered yet; `asked` lies behind a question.
    assertThat(ahead(begun, 10)).containsExactly("left 1", "beyond 1", "proven 1");
  }

  @Test
  void aValueThatIsRememberedMakesItsQueryKnown() {
    RunState read = after(begin(), new RunInput.Receive(1, rows(1L)));
    assertThat(ahead(read, 10)).containsExactly("left 1", "right 1", "beyond 1", "proven 1");
  }

  @Test
  void aStepThatWasVisitedIsAskedAnew() {
    RunState read = after(begin(), new RunInput.Receive(1, rows()));
    RunState left = after(read, new RunInput.TakeBranch(1, 0, Optional.empty()));
    assertThat(ahead(left, 10)).startsWith("first 2");
  }

  @Test
  void noMoreAreListedThanWanted() {
    assertThat(ahead(begin(), 2)).hasSize(2);
    assertThat(ahead(begin(), 0)).isEmpty();
  }

  private RunState begin() {
    return state(machine.start(Map.of(), Optional.empty(), Optional.empty()));
  }

  private RunState after(RunState state, RunInput input) {
    return state(machine.accept(state, input, Answers.AT));
  }

  private static RunState state(Reaction reaction) {
    return ((Reaction.Accepted) reaction).state();
  }

  private List<String> ahead(RunState state, int most) {
    List<Request.Ask> asks = PrefetchPlan.of(tree, state, most);
    return asks.stream().map(ask -> ask.node() + " " + ask.stay()).toList();
  }
}
