package dev.waymark.runbooks.run;

import static dev.waymark.runbooks.run.TreeBuilder.check;
import static dev.waymark.runbooks.run.TreeBuilder.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.entry.State;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.run.Request;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.runbooks.fence.command.AzureCliFence;
import dev.waymark.runbooks.run.Reaction.Accepted;
import dev.waymark.runbooks.run.Reaction.Refusal;
import dev.waymark.runbooks.run.Reaction.Refused;
import dev.waymark.runbooks.tree.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run whose queries people ask elsewhere. */
class RunByHandTest {
  private static final Instant AT = Instant.parse("2026-11-30T17:00:00Z");

  private final Tree tree =
      entry("by-hand")
          .parameter("window", ParameterType.TIMESPAN, "1h")
          .query(
              "first",
              check("T | where Time > ago(window)", "window")
                  .remember("api", "row.Api")
                  .when(State.HEALTHY, "rows.size() == 0", "escalation")
                  .when(State.FAILED, "row.N > 5", "second")
                  .otherwise(State.UNKNOWN, "third"))
          .query(
              "second",
              check(AzureCliFence.KIND, "az apim show --name ${api}", "api")
                  .when(State.FAILED, "row.Stdout.contains(\"Failed\")", "escalation")
                  .otherwise(State.HEALTHY, "third"))
          .query(
              "third",
              check("T")
                  .when(State.FAILED, "row.Api == remembered.api", "escalation")
                  .otherwise(State.UNKNOWN, "escalation"))
          .escalation()
          .build();

  private final RunMachine machine = new RunMachine(tree);
  private final List<RunEvent> events = new ArrayList<>();
  private RunState state;

  @BeforeEach
  void begin() {
    state = accept(machine.start(Map.of(), Optional.empty(), Optional.empty()));
    send(new RunInput.Receive(1, Answers.failed()));
  }

  @Test
  void aPastedAnswerIsAnAnswerAsAnyOther() {
    send(new RunInput.AnswerByHand(1, "N,Api\n7,orders\n", "Ann"));

    Attempt pasted = state.current().attempt().orElseThrow();
    assertThat(pasted.answer())
        .hasValueSatisfying(
            answer -> {
              assertThat(answer.rows().orElseThrow().rows()).containsExactly(Row.of(7L, "orders"));
              assertThat(answer.provenance()).isEqualTo(Provenance.pasted("Ann", AT));
              assertThat(answer.provenance().isPasted()).isTrue();
            });
    assertThat(state.request()).contains(new Request.Decide(1, "first", Optional.of(1)));
    assertThat(state.remembered()).containsEntry("api", "orders");
    assertThat(state.given()).isEmpty();
    take(1);
    assertThat(state.current().attempt().orElseThrow().query().text())
        .isEqualTo("az apim show --name orders");
    send(new RunInput.AnswerByHand(2, "{\"state\": \"Failed\"}", "Ann"));
    assertThat(state.current().proposedBranch()).contains(0);
    assertThat(machine.reexecute(events).fits()).isTrue();
    assertThat(machine.replay(events).state()).contains(state);
  }

  @Test
  void itAnswersWhatWasAskedLast() {
    send(new RunInput.AskAgain(1, Map.of("window", "4h")));
    send(new RunInput.AnswerByHand(1, "[]", "Ann"));

    assertThat(state.current().attempt().orElseThrow().changed()).containsEntry("window", "4h");
    assertThat(state.current().proposedBranch()).contains(0);
  }

  @Test
  void aPartIsAPart() {
    send(new RunInput.AnswerByHand(1, "{\"data\":[{\"N\":7}],\"total_records\":9}", "Ann"));

    assertThat(state.current().attempt().orElseThrow().answer())
        .containsInstanceOf(Answer.Partial.class);
    assertThat(state.current().proposedBranch()).isEmpty();
  }

  @Test
  void whatIsntTheAnswerIsRefusedAndNothingIsRecorded() {
    Refused refused = refuse(new RunInput.AnswerByHand(1, "N,Api\n7\n", "Ann"));

    assertThat(refused.kind()).isEqualTo(Refusal.BAD_ANSWER);
    assertThat(refused.message()).isEqualTo("Line 2, column 1: Row 1 has 1 value under 2 columns");
    assertThat(refuse(new RunInput.AnswerByHand(2, "[]", "Ann")).kind()).isEqualTo(Refusal.STALE);
  }

  @Test
  void decidingWhereThereIsNoAnswerNeedsNoReason() {
    take(1);

    assertThat(events)
        .filteredOn(RunEvent.BranchTaken.class::isInstance)
        .singleElement()
        .satisfies(
            event -> {
              var taken = (RunEvent.BranchTaken) event;
              assertThat(taken.branch()).isEqualTo(1);
              assertThat(taken.proposed()).isEmpty();
              assertThat(taken.reason()).isEmpty();
              assertThat(taken.to()).isEqualTo(TreeBuilder.destination("second"));
            });
    assertThat(state.visit(1).orElseThrow().left())
        .hasValueSatisfying(left -> assertThat(left.deviates()).isTrue());
    assertThat(machine.reexecute(events).fits()).isTrue();
  }

  @Test
  void aReasonThatIsGivenAllTheSameIsKept() {
    send(new RunInput.TakeBranch(1, 1, Optional.of("seen in the portal")));

    assertThat(state.visit(1).orElseThrow().left().orElseThrow().reason())
        .contains("seen in the portal");
  }

  @Test
  void whatTheAnswerSpeaksAgainstNeedsAReason() {
    send(new RunInput.AnswerByHand(1, "N,Api\n,orders\n", "Ann"));
    assertThat(state.current().proposedBranch()).as("row.N is missing").isEmpty();

    assertThat(refuse(new RunInput.TakeBranch(1, 0, Optional.empty())).message())
        .isEqualTo("By the answer, pattern 1 doesn't hold");
    take(1);
    assertThat(state.current().node()).isEqualTo("second");
  }

  @Test
  void aMissingValueIsGivenAndTheStepGoesOn() {
    take(1);
    assertThat(MissingValue.of(tree, state))
        .containsExactly(new MissingValue("api", ColumnType.DYNAMIC));
    assertThat(refuse(new RunInput.AnswerByHand(2, "x", "Ann")).hint())
        .isEqualTo("Give `api` first.");

    send(new RunInput.GiveValue(2, "api", "orders"));

    assertThat(events).contains(new RunEvent.ValueGiven(2, "api", "orders"));
    assertThat(state.request()).containsInstanceOf(Request.Ask.class);
    assertThat(state.current().attempt().orElseThrow().query().text())
        .isEqualTo("az apim show --name orders");
    assertThat(MissingValue.of(tree, state)).isEmpty();
    assertThat(state.given()).containsExactly("api");
    send(new RunInput.AnswerByHand(2, "fine", "Ann"));
    take(1);
    assertThat(machine.reexecute(events).fits()).isTrue();
    assertThat(machine.replay(events).state()).contains(state);
  }

  @Test
  void aValueThatAPersonGaveCanBeGivenAnewAndOneOfAnAnswerCant() {
    take(1);
    send(new RunInput.GiveValue(2, "api", "orers"));
    send(new RunInput.GiveValue(2, "api", "orders"));
    assertThat(state.remembered()).containsEntry("api", "orders");

    send(new RunInput.GoBack(2, "first", Optional.empty()));
    send(new RunInput.AnswerByHand(3, "N,Api\n7,carts\n", "Ann"));
    assertThat(state.remembered()).containsEntry("api", "carts");
    assertThat(state.given()).isEmpty();
    assertThat(refuse(new RunInput.GiveValue(3, "api", "orders")).message())
        .isEqualTo("`api` has a value from an answer");
  }

  @Test
  void anAnswerThatHasWaitedForAValueIsJudgedAnew() {
    take(2);
    send(new RunInput.AnswerByHand(2, "Api\norders\n", "Ann"));
    assertThat(state.current().proposedBranch()).as("nothing to compare with").isEmpty();

    send(new RunInput.GiveValue(2, "api", "orders"));

    assertThat(state.current().proposedBranch()).contains(0);
    assertThat(state.current().attempts()).as("not asked again").hasSize(2);
    assertThat(machine.reexecute(events).fits()).isTrue();
    assertThat(machine.replay(events).state()).contains(state);
  }

  @Test
  void whatIsNoValueIsRefused() {
    assertThat(refuse(new RunInput.GiveValue(1, "apis", "x")).message())
        .isEqualTo("No step remembers “apis”");
    assertThat(refuse(new RunInput.GiveValue(1, "api", " ")).message())
        .isEqualTo("`api`: expected a text, a number or other JSON, not “ ”");
    assertThat(refuse(new RunInput.GiveValue(1, "api", "a\0")).kind())
        .isEqualTo(Refusal.BAD_PARAMETERS);
    assertThat(refuse(new RunInput.GiveValue(1, "api", "x".repeat(10_001))).kind())
        .isEqualTo(Refusal.BAD_PARAMETERS);
  }

  @Test
  void aValueIsReadByTheGrammarOfItsType() {
    assertThat(read(ColumnType.LONG, "42")).isEqualTo(42L);
    assertThat(read(ColumnType.REAL, "0.5")).isEqualTo(0.5);
    assertThat(read(ColumnType.BOOL, "true")).isEqualTo(true);
    assertThat(read(ColumnType.STRING, "a b")).isEqualTo("a b");
    assertThat(read(ColumnType.DATETIME, "2026-11-30T17:00:00Z")).isEqualTo(AT);
    assertThat(read(ColumnType.TIMESPAN, "5m")).isEqualTo(java.time.Duration.ofMinutes(5));
    assertThat(read(ColumnType.DYNAMIC, "[1, \"a\"]")).isEqualTo(List.of(1L, "a"));
    assertThat(read(ColumnType.DYNAMIC, "orders")).isEqualTo("orders");
    assertThat(GivenValue.read(ColumnType.LONG, "many").value()).isEmpty();
    assertThat(GivenValue.read(ColumnType.GUID, "1-2-3-4-5").value()).isEmpty();
    assertThat(GivenValue.text(ColumnType.DYNAMIC, "42")).isEqualTo("\"42\"");
  }

  private static Object read(ColumnType type, String text) {
    return GivenValue.read(type, text).value().orElseThrow();
  }

  private RunState accept(Reaction reaction) {
    assertThat(reaction).isInstanceOf(Accepted.class);
    events.addAll(((Accepted) reaction).events());
    return ((Accepted) reaction).state();
  }

  private void send(RunInput input) {
    state = accept(machine.accept(state, input, AT));
  }

  private void take(int branch) {
    send(new RunInput.TakeBranch(state.current().number(), branch, Optional.empty()));
  }

  private Refused refuse(RunInput input) {
    Reaction reaction = machine.accept(state, input, AT);
    assertThat(reaction).isInstanceOf(Refused.class);
    return (Refused) reaction;
  }
}
