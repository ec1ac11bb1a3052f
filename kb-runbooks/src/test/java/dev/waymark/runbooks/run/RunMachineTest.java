package dev.waymark.runbooks.run;

import static dev.waymark.runbooks.run.Answers.failed;
import static dev.waymark.runbooks.run.Answers.partial;
import static dev.waymark.runbooks.run.Answers.rows;
import static dev.waymark.runbooks.run.TreeBuilder.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.entry.State;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.PatternResult.Held;
import dev.waymark.model.run.Request;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.StepFinding;
import dev.waymark.model.run.WorldChange;
import dev.waymark.runbooks.run.Reaction.Accepted;
import dev.waymark.runbooks.run.Reaction.Refusal;
import dev.waymark.runbooks.run.Reaction.Refused;
import dev.waymark.runbooks.tree.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunMachineTest {
  private final Tree tree =
      TreeBuilder.entry("sample")
          .parameter("window", ParameterType.TIMESPAN, "1h")
          .parameter("limit", ParameterType.INT, "5")
          .query(
              "first",
              check("T | where Time > ago(window)", "window")
                  .when(State.HEALTHY, "rows.size() == 0", "prevention")
                  .when(State.FAILED, "row.N > params.limit", "cause")
                  .otherwise(State.UNKNOWN, "ask")
                  .remember("n", "row.N"))
          .question("ask", "Yes", "second", "No", "escalation", "Elsewhere", "other.md#there")
          .query(
              "second",
              check("T | where N == n", "n")
                  .when(State.FAILED, "remembered.n == row.N", "proven")
                  .otherwise(State.UNKNOWN, "escalation"))
          .cause("cause", "look", "mend")
          .cause(
              "proven",
              check("T | count")
                  .when(State.FAILED, "row.N == 1", "mend")
                  .otherwise(State.HEALTHY, "first"),
              "mend",
              "look")
          .action("look", 1)
          .action(
              "mend",
              2,
              check("T | count")
                  .when(State.HEALTHY, "row.N == 0", "prevention")
                  .when(State.FAILED, "row.N < 9", "first")
                  .otherwise(State.UNKNOWN, "Ask again after 5m"))
          .prevention()
          .escalation()
          .build();

  private final RunMachine machine = new RunMachine(tree);
  private final List<RunEvent> events = new ArrayList<>();
  private RunState state = begin(Map.of());

  @Test
  void startsAtTheRootAndAsksItsBoundQuery() {
    assertThat(events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("Started", "QueryAsked");
    assertThat(state.request())
        .hasValueSatisfying(
            request ->
                assertThat(((Request.Ask) request).query().text())
                    .startsWith("let window = timespan(")
                    .endsWith(";\nT | where Time > ago(window)"));
  }

  @Test
  void startRefusesEachBadParameterWithWhatIsExpected() {
    Map<String, String> written = Map.of("limit", "many", "windw", "1h");
    Refused refused = (Refused) machine.start(written, Optional.empty(), Optional.empty());
    assertThat(refused.kind()).isEqualTo(Refusal.BAD_PARAMETERS);
    assertThat(refused.message())
        .isEqualTo(
            "`limit`: expected a whole number such as 42, not “many”;"
                + " `windw`: the entry has no such parameter");
  }

  @Test
  void theFirstPatternThatHoldsIsProposed() {
    proposes(Optional.of(0), "YES NOT_TRIED NOT_TRIED", rows());
    proposes(Optional.of(1), "NO YES NOT_TRIED", rows(7L));
    proposes(Optional.of(2), "NO NO YES", rows(3L));
  }

  @Test
  void nothingIsProposedOnWhatCantBeDecided() {
    proposes(Optional.empty(), "NO FAILED NOT_TRIED", rows((Long) null));
    proposes(Optional.empty(), "NOT_TRIED NOT_TRIED NOT_TRIED", partial(7L));
    proposes(Optional.empty(), "NOT_TRIED NOT_TRIED NOT_TRIED", failed());
  }

  @Test
  void whyNothingIsProposedStandsInTheEvent() {
    receive(failed());
    assertThat(lastProposal().why()).isEqualTo("There is no answer: timed out after 20 s");
    send(new RunInput.AskAgain(1));
    receive(partial(7L));
    assertThat(lastProposal().why())
        .isEqualTo(
            "The answer is partial, and nothing is proposed on a part: the source stopped early");
  }

  @Test
  void aQueryIsAskedAgainWithAnotherParameterThisOnce() {
    receive(rows(7L));
    assertThat(lastProposal().branch()).contains(1);

    send(new RunInput.AskAgain(1, Map.of("limit", "9", "window", "4h")));
    receive(rows(7L));

    assertThat(lastProposal().branch()).as("7 isn't above 9").contains(2);
    Attempt asked = state.current().attempt().orElseThrow();
    assertThat(asked.changed()).containsOnly(Map.entry("limit", "9"), Map.entry("window", "4h"));
    assertThat(asked.query().text()).contains("let window = timespan(0.04:00:00");
    assertThat(state.current().attempts()).hasSize(2);
    assertThat(state.parameters()).containsEntry("limit", 5L);
    assertThat(machine.reexecute(events).fits()).isTrue();
  }

  @Test
  void aParameterChangedToWhatItCantBeIsRefused() {
    receive(rows(7L));
    refuses(Refusal.BAD_PARAMETERS, new RunInput.AskAgain(1, Map.of("limit", "many")));
    refuses(Refusal.BAD_PARAMETERS, new RunInput.AskAgain(1, Map.of("colour", "red")));
  }

  @Test
  void aValueThatCantBeRememberedIsTold() {
    receive(rows());
    assertThat(state.remembered()).isEmpty();
    assertThat(lastProposal().branch()).contains(0);
    assertThat(lastProposal().why()).startsWith("`rows.size() == 0` holds; `n` isn't remembered: ");
  }

  @Test
  void aQueryWhoseValueIsMissingIsNotSent() {
    receive(rows());
    take(2, "look further");
    send(new RunInput.ReplyTo(2, 0));
    assertThat(state.current().attempt())
        .hasValueSatisfying(attempt -> assertThat(attempt.isAwaited()).isFalse());
    assertThat(lastProposal().why()).startsWith("The query wasn't sent: `n` has no value here");
    assertThat(state.request()).contains(new Request.Decide(3, "second", Optional.empty()));
    refuses(Refusal.NOT_POSSIBLE, new RunInput.Receive(3, rows(1L)));
  }

  @Test
  void aDepartureNeedsAReason() {
    receive(rows(7L));
    refuses(Refusal.REASON_MISSING, new RunInput.TakeBranch(1, 2, Optional.empty()));
    refuses(Refusal.REASON_MISSING, new RunInput.TakeBranch(1, 2, Optional.of(" \n")));
    take(2, "N is known to be wrong");
    assertThat(events)
        .contains(
            new RunEvent.BranchTaken(
                1,
                2,
                Optional.of(1),
                Optional.of("N is known to be wrong"),
                TreeBuilder.destination("ask"),
                Optional.of(new StepFinding("It is ask", List.of()))));
  }

  @Test
  void aStaleVisitIsRefused() {
    receive(rows(7L));
    take(1);
    Refused refused = refuses(Refusal.STALE, new RunInput.TakeBranch(1, 1, Optional.empty()));
    assertThat(refused.message()).isEqualTo("The run has moved on: it is at step 2, “cause”");
    refuses(Refusal.STALE, new RunInput.Receive(1, rows(7L)));
    refuses(Refusal.STALE, new RunInput.Confirm(3, "mend", Optional.empty()));
  }

  @Test
  void fromSymptomToResolved() {
    receive(rows(7L));
    take(1);
    assertThat(state.request()).contains(new Request.Confirm(2, "cause"));
    send(new RunInput.Confirm(2, "mend", Optional.empty()));
    assertThat(state.request()).contains(new Request.CarryOut(3, "mend"));
    send(new RunInput.Tick(3, 0, true));
    send(new RunInput.Tick(3, 1, true));
    send(new RunInput.Tick(3, 0, false));
    assertThat(state.current().ticked()).containsExactly(1);
    refuses(Refusal.NOT_POSSIBLE, new RunInput.TakeBranch(3, 0, Optional.of("no")));
    send(new RunInput.Finish(3));
    receive(rows(0L));
    take(0);
    assertThat(state.request()).contains(new Request.Close(4, "prevention", Outcome.RESOLVED));
    send(new RunInput.End(4, Outcome.RESOLVED, Optional.empty()));
    assertThat(path()).containsExactly("first", "cause", "mend", "prevention");
    assertThat(state.outcome()).contains(Outcome.RESOLVED);
    assertThat(state.cause()).contains("cause");
    assertThat(state.request()).isEmpty();
  }

  @Test
  void aVerificationThatFailsLeadsBack() {
    receive(rows(7L));
    take(1);
    send(new RunInput.Confirm(2, "mend", Optional.empty()));
    send(new RunInput.Finish(3));
    receive(rows(4L));
    take(1);
    assertThat(path()).containsExactly("first", "cause", "mend", "first");
    assertThat(state.request()).containsInstanceOf(Request.Ask.class);
  }

  @Test
  void whenAnActionWasCarriedOutIsKeptAndAskedAboutAgain() {
    receive(rows(7L));
    take(1);
    send(new RunInput.Confirm(2, "mend", Optional.empty()));
    send(new RunInput.Finish(3));
    assertThat(state.remembered()).containsEntry("since", Answers.AT);
    assertThat(state.current().carriedOut()).contains(Answers.AT);
    receive(rows(9L));
    assertThat(lastProposal().branch()).as("its row says to ask again").contains(2);

    take(2);
    assertThat(path()).containsExactly("first", "cause", "mend");
    assertThat(state.current().attempts())
        .extracting(Attempt::waited)
        .containsExactly(Optional.empty(), Optional.of(Duration.ofMinutes(5)));
    assertThat(((Request.Ask) state.request().orElseThrow()).before())
        .containsExactly(
            new WorldChange.CarriedOut("mend", 1, Answers.AT),
            new WorldChange.AskedAgain("mend", 1, 1, Duration.ofMinutes(5)));

    receive(rows(0L));
    send(new RunInput.TakeBranch(3, 2, Optional.empty()));
    assertThat(state.current().attempts()).as("asked again without a reason").hasSize(3);
    assertThat(machine.replay(events).fits()).isTrue();
    assertThat(machine.reexecute(events).fits()).isTrue();
  }

  @Test
  void aRunFromBeforeThatWasKeptIsWalkedAgain() {
    receive(rows(7L));
    take(1);
    send(new RunInput.Confirm(2, "mend", Optional.empty()));
    send(new RunInput.Finish(3));
    receive(rows(0L));
    take(0);
    List<RunEvent> older =
        events.stream()
            .filter(
                event ->
                    !(event instanceof RunEvent.ValueRemembered kept
                        && kept.name().equals("since")))
            .toList();
    assertThat(older).hasSize(events.size() - 1);
    assertThat(machine.replay(older).fits()).isTrue();
    assertThat(machine.reexecute(older).fits()).isTrue();
  }

  @Test
  void anActionWithoutVerificationLeadsToPrevention() {
    receive(rows(7L));
    take(1);
    send(new RunInput.Confirm(2, "look", Optional.empty()));
    send(new RunInput.Finish(3));
    assertThat(path()).containsExactly("first", "cause", "look", "prevention");
  }

  @Test
  void evidenceMustBearOutACause() {
    receive(rows(3L));
    take(2);
    send(new RunInput.ReplyTo(2, 0));
    receive(rows(3L));
    take(0);
    assertThat(state.request()).containsInstanceOf(Request.Ask.class);
    receive(rows(2L));
    assertThat(state.request()).contains(new Request.Decide(4, "proven", Optional.of(1)));
    refuses(Refusal.REASON_MISSING, new RunInput.Confirm(4, "look", Optional.empty()));
    send(new RunInput.AskAgain(4));
    receive(rows(1L));
    send(new RunInput.Confirm(4, "look", Optional.empty()));
    assertThat(state.cause()).contains("proven");
    assertThat(state.visit(4)).hasValueSatisfying(v -> assertThat(v.attempts()).hasSize(2));
  }

  @Test
  void aBranchOfTheEvidenceToAResolutionConfirms() {
    receive(rows(3L));
    take(2);
    send(new RunInput.ReplyTo(2, 0));
    receive(rows(3L));
    take(0);
    receive(rows(1L));
    take(0);
    assertThat(path()).endsWith("proven", "mend");
    assertThat(state.cause()).contains("proven");
  }

  @Test
  void escalationWithoutACauseIsNotCovered() {
    send(new RunInput.Escalate(1, "customers call"));
    assertThat(state.request()).contains(new Request.Close(2, "escalation", Outcome.NOT_COVERED));
    refuses(Refusal.NOT_POSSIBLE, new RunInput.End(2, Outcome.ESCALATED, Optional.of("x")));
    send(new RunInput.GoBack(2, "first", Optional.empty()));
    receive(rows(7L));
    take(1);
    send(new RunInput.Confirm(4, "mend", Optional.empty()));
    send(new RunInput.Escalate(5, "no rights"));
    assertThat(state.request()).contains(new Request.Close(6, "escalation", Outcome.ESCALATED));
  }

  @Test
  void goingBackIsANewVisitThatKeepsWhatWasSeen() {
    receive(rows(3L));
    take(2);
    send(new RunInput.GoBack(2, "first", Optional.of("look again")));
    assertThat(path()).containsExactly("first", "ask", "first");
    assertThat(state.visits().get(0).attempts()).hasSize(1);
    assertThat(state.remembered()).containsEntry("n", 3L);
    receive(rows(4L));
    assertThat(state.remembered()).containsEntry("n", 4L);
    refuses(Refusal.NOT_POSSIBLE, new RunInput.GoBack(3, "second", Optional.empty()));
  }

  @Test
  void aBranchIntoAnotherEntryEndsTheRunAsContinued() {
    receive(rows(3L));
    take(2);
    send(new RunInput.ReplyTo(2, 2));
    assertThat(state.outcome()).contains(Outcome.CONTINUED);
    assertThat(events)
        .endsWith(new RunEvent.Ended(2, Outcome.CONTINUED, Optional.empty(), Optional.empty()));
  }

  @Test
  void anEndThatTheTreeDoesntLeadToNeedsAReason() {
    refuses(Refusal.REASON_MISSING, new RunInput.End(1, Outcome.RESOLVED, Optional.empty()));
    refuses(Refusal.NOT_POSSIBLE, new RunInput.End(1, Outcome.CONTINUED, Optional.of("x")));
    send(new RunInput.End(1, Outcome.ABANDONED, Optional.of("false alarm")));
    refuses(Refusal.NOT_POSSIBLE, new RunInput.AskAgain(1));
    send(new RunInput.AddNote(1, "a note may come later"));
    refuses(Refusal.BAD_TEXT, new RunInput.Reopen(1, ""));
    send(new RunInput.Reopen(1, "it came back"));
    assertThat(path()).containsExactly("first", "first");
    assertThat(state.outcome()).isEmpty();
    assertThat(state.request()).containsInstanceOf(Request.Ask.class);
  }

  @Test
  void textsAreBounded() {
    refuses(Refusal.BAD_TEXT, new RunInput.AddNote(1, "x".repeat(10_001)));
    refuses(Refusal.BAD_TEXT, new RunInput.AddNote(1, "nul \0"));
    refuses(Refusal.BAD_TEXT, new RunInput.HandOver(1, " ", ""));
    send(new RunInput.AddNote(1, "x".repeat(10_000)));
    send(new RunInput.GiveFeedback(1, RunEvent.Feedback.MISLED, ""));
    send(new RunInput.HandOver(1, "Ada", "the gateway is fine"));
  }

  @Test
  void aChangedTreeIsToldWithTheStep() {
    receive(rows(7L));
    take(1);
    send(new RunInput.Confirm(2, "mend", Optional.empty()));
    Tree changed =
        TreeBuilder.entry("sample")
            .query(
                "first",
                check("T")
                    .when(State.HEALTHY, "rows.size() == 0", "cause")
                    .when(State.FAILED, "row.N > 100", "cause")
                    .otherwise(State.UNKNOWN, "cause"))
            .cause("cause", "look")
            .action("look", 0)
            .build();
    Replay replay = new RunMachine(changed).replay(events);
    assertThat(replay.divergence().orElseThrow().message())
        .isEqualTo("tree changed at step 2: `cause` has no resolution `mend` any more");
    assertThat(replay.state().orElseThrow().current().node()).isEqualTo("cause");
    assertThat(new RunMachine(changed).reexecute(events).divergence().orElseThrow().message())
        .isEqualTo(
            "tree changed at step 1: ValueRemembered followed then, BranchProposed follows now");
  }

  @Test
  void aPersonVerifiesWhatWasCarriedOut() {
    Tree chart =
        TreeBuilder.entry("chart")
            .question("ask", "Yes", "cause")
            .cause("cause", "mend")
            .verdict("mend", 1, "prevention", "ask")
            .prevention()
            .build();
    RunMachine asks = new RunMachine(chart);
    List<RunEvent> told = new ArrayList<>();
    RunState at = accepted(told, asks.start(Map.of(), Optional.of("chart"), Optional.empty()));
    at = accepted(told, asks.accept(at, new RunInput.ReplyTo(1, 0), Answers.AT));
    at =
        accepted(
            told, asks.accept(at, new RunInput.Confirm(2, "mend", Optional.empty()), Answers.AT));
    assertThat(at.request()).contains(new Request.CarryOut(3, "mend"));
    assertThat(asks.accept(at, new RunInput.ReplyTo(3, 0), Answers.AT))
        .isEqualTo(
            new Refused(
                Refusal.NOT_POSSIBLE,
                "Nobody has carried this out yet",
                "Work through the list, then verify."));

    at = accepted(told, asks.accept(at, new RunInput.Finish(3), Answers.AT));
    assertThat(at.request()).contains(new Request.Reply(3, "mend"));
    assertThat(asks.accept(at, new RunInput.Finish(3), Answers.AT)).isInstanceOf(Refused.class);
    assertThat(asks.accept(at, new RunInput.ReplyTo(3, 2), Answers.AT)).isInstanceOf(Refused.class);
    RunState failed =
        accepted(new ArrayList<>(), asks.accept(at, new RunInput.ReplyTo(3, 1), Answers.AT));
    assertThat(failed.current().node()).isEqualTo("ask");

    at = accepted(told, asks.accept(at, new RunInput.ReplyTo(3, 0), Answers.AT));
    assertThat(at.request()).contains(new Request.Close(4, "prevention", Outcome.RESOLVED));
    assertThat(told)
        .endsWith(
            new RunEvent.CarriedOut(3, "mend"),
            new RunEvent.Verified(
                3,
                "mend",
                State.HEALTHY,
                0,
                Optional.empty(),
                Optional.empty(),
                TreeBuilder.destination("prevention"),
                Optional.of(new StepFinding("It is prevention", List.of()))));
    assertThat(asks.reexecute(told).state()).contains(at);
  }

  private static RunState accepted(List<RunEvent> told, Reaction reaction) {
    assertThat(reaction).isInstanceOf(Accepted.class);
    told.addAll(((Accepted) reaction).events());
    return ((Accepted) reaction).state();
  }

  private RunState begin(Map<String, String> parameters) {
    Accepted accepted = (Accepted) machine.start(parameters, Optional.of("test"), Optional.empty());
    events.addAll(accepted.events());
    return accepted.state();
  }

  private void send(RunInput input) {
    Reaction reaction = machine.accept(state, input, Answers.AT);
    assertThat(reaction).isInstanceOf(Accepted.class);
    events.addAll(((Accepted) reaction).events());
    state = ((Accepted) reaction).state();
  }

  private Refused refuses(Refusal kind, RunInput input) {
    Reaction reaction = machine.accept(state, input, Answers.AT);
    assertThat(reaction).isInstanceOf(Refused.class);
    assertThat(((Refused) reaction).kind()).isEqualTo(kind);
    return (Refused) reaction;
  }

  private void receive(Answer answer) {
    send(new RunInput.Receive(state.current().number(), answer));
  }

  private void take(int branch, String... reason) {
    send(
        new RunInput.TakeBranch(
            state.current().number(), branch, List.of(reason).stream().findFirst()));
  }

  private void proposes(Optional<Integer> branch, String held, Answer answer) {
    send(new RunInput.AskAgain(1));
    receive(answer);
    assertThat(lastProposal().branch()).isEqualTo(branch);
    assertThat(lastProposal().patterns())
        .extracting(pattern -> pattern.held())
        .containsExactly(List.of(held.split(" ")).stream().map(Held::valueOf).toArray(Held[]::new));
  }

  private RunEvent.BranchProposed lastProposal() {
    return state.current().attempt().flatMap(Attempt::proposal).orElseThrow();
  }

  private List<String> path() {
    return state.visits().stream().map(Visit::node).toList();
  }
}
