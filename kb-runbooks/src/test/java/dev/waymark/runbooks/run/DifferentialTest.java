package dev.waymark.runbooks.run;

import static dev.waymark.runbooks.run.Answers.partial;
import static dev.waymark.runbooks.run.Answers.rows;
import static dev.waymark.runbooks.run.TreeBuilder.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.State;
import dev.waymark.runbooks.tree.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferentialTest {
  private final Tree tree =
      TreeBuilder.entry("sample")
          .query(
              "first",
              check("T | count")
                  .when(State.HEALTHY, "rows.size() == 0", "stale")
                  .when(State.FAILED, "row.N == 1", "second")
                  .otherwise(State.UNKNOWN, "ask"))
          .query(
              "second",
              check("S | count")
                  .when(State.FAILED, "row.N == 1", "slow")
                  .otherwise(State.UNKNOWN, "proven"))
          .question("ask", "Yes", "changed", "No", "second")
          .cause("stale", "mend")
          .cause("slow", "mend")
          .cause(
              "proven",
              check("P | count")
                  .when(State.FAILED, "row.N == 1", "mend")
                  .otherwise(State.UNKNOWN, "first"),
              "mend")
          .cause("changed", "mend")
          .action("mend", 1)
          .prevention()
          .escalation()
          .build();

  private final RunMachine machine = new RunMachine(tree);
  private RunState state = state(machine.start(Map.of(), Optional.empty(), Optional.empty()));

  @Test
  void everythingIsOpenBeforeTheFirstAnswer() {
    finds("stale open", "slow open", "proven open", "changed open");
  }

  @Test
  void anAnswerRulesOutWhatItDoesNotLeadTo() {
    send(new RunInput.Receive(1, rows(1L)));
    finds("stale ruled_out 1", "slow open", "proven open", "changed ruled_out 1");
  }

  @Test
  void nothingIsRuledOutOnAPart() {
    send(new RunInput.Receive(1, partial(1L)));
    finds("stale open", "slow open", "proven open", "changed open");
  }

  @Test
  void theCauseThatTheWayEndsAtIsRuledInByAllThatLedThere() {
    send(new RunInput.Receive(1, rows(2L)));
    send(new RunInput.TakeBranch(1, 2, Optional.empty()));
    finds("stale ruled_out 1", "slow open", "proven open", "changed open");
    send(new RunInput.ReplyTo(2, 1));
    finds("stale ruled_out 1", "slow open", "proven open", "changed ruled_out 2");
    send(new RunInput.Receive(3, rows(1L)));
    send(new RunInput.TakeBranch(3, 0, Optional.empty()));
    finds("stale ruled_out 1", "slow ruled_in 1 2 3", "proven ruled_out 3", "changed ruled_out 2");
    send(new RunInput.Confirm(4, "mend", Optional.empty()));
    finds("stale ruled_out 1", "slow ruled_in 1 2 3", "proven ruled_out 3", "changed ruled_out 2");
  }

  @Test
  void goingBackOpensWhatWasRuledOut() {
    send(new RunInput.Receive(1, rows()));
    send(new RunInput.TakeBranch(1, 0, Optional.empty()));
    finds("stale ruled_in 1", "slow ruled_out 1", "proven ruled_out 1", "changed ruled_out 1");
    send(new RunInput.GoBack(2, "first", Optional.empty()));
    finds("stale open", "slow open", "proven open", "changed open");
  }

  private void send(RunInput input) {
    state = state(machine.accept(state, input, Answers.AT));
  }

  private void finds(String... expected) {
    List<String> found = Differential.of(tree, state).stream().map(DifferentialTest::line).toList();
    assertThat(found).containsExactly(expected);
  }

  private static String line(Differential.Finding finding) {
    StringBuilder line =
        new StringBuilder(finding.cause())
            .append(' ')
            .append(finding.standing().name().toLowerCase(Locale.ROOT));
    finding.by().forEach(visit -> line.append(' ').append(visit));
    return line.toString();
  }

  private static RunState state(Reaction reaction) {
    return ((Reaction.Accepted) reaction).state();
  }
}
