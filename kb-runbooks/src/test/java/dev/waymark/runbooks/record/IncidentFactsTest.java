package dev.waymark.runbooks.record;

import static dev.waymark.runbooks.record.HandWalk.at;
import static dev.waymark.runbooks.run.Answers.failed;
import static dev.waymark.runbooks.run.Answers.partial;
import static dev.waymark.runbooks.run.Answers.rows;
import static dev.waymark.runbooks.run.TreeBuilder.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.State;
import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.IncidentState;
import dev.waymark.model.run.Outcome;
import dev.waymark.runbooks.run.TreeBuilder;
import dev.waymark.runbooks.tree.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncidentFactsTest {
  private static final Tree TREE =
      TreeBuilder.entry("sample")
          .query(
              "look",
              check("T | count")
                  .when(State.HEALTHY, "row.N == 0", "prevention")
                  .when(State.FAILED, "row.N == 1", "proven")
                  .when(State.FAILED, "row.N == 2", "believed")
                  .otherwise(State.UNKNOWN, "ask"))
          .question("ask", "Escalate", "escalation", "Elsewhere", "other.md")
          .cause("believed", "mend", "restart")
          .cause(
              "proven",
              check("T | where N > 0")
                  .when(State.FAILED, "row.N == 1", "mend")
                  .otherwise(State.HEALTHY, "look"),
              "mend")
          .action(
              "mend",
              0,
              check("T | take 1")
                  .when(State.HEALTHY, "row.N == 0", "prevention")
                  .otherwise(State.FAILED, "believed"))
          .action("restart", 0)
          .prevention()
          .escalation()
          .build();

  private static HandWalk walk() {
    return HandWalk.of(TREE);
  }

  /** At the cause without evidence, after two minutes. */
  private static HandWalk atBelieved() {
    return walk().answered(rows(2L)).takes(2);
  }

  private static IncidentFacts facts(HandWalk... runs) {
    return IncidentFacts.of(Optional.empty(), List.of(runs).stream().map(HandWalk::run).toList());
  }

  @Test
  void aBranchOfItsEvidenceConfirmsACause() {
    HandWalk walk = walk().answered(rows(1L)).takes(1).answered(rows(1L)).takes(0);
    assertThat(walk.run().state().cause()).contains("proven");
    assertThat(facts(walk).diagnosis())
        .contains(new Diagnosis("sample", new Place(1, 2, "proven", "proven"), at(2)));
  }

  @Test
  void aBranchOfItsEvidenceThatLeadsElsewhereConfirmsNothing() {
    HandWalk walk = walk().answered(rows(1L)).takes(1).answered(rows(0L)).takes(1);
    assertThat(facts(walk).diagnosis()).isEmpty();
  }

  @Test
  void aCauseConfirmedAgainWasDiagnosedWhenItWasConfirmedFirst() {
    HandWalk walk = atBelieved().confirms("mend").goesBackTo("believed").confirms("restart");
    assertThat(walk.facts().diagnoses()).hasSize(2);
    assertThat(facts(walk).diagnosis()).map(Diagnosis::when).contains(at(2));
  }

  @Test
  void aCauseThatReplacedAnotherWasDiagnosedThen() {
    HandWalk walk = atBelieved().confirms("mend").goesBackTo("look").answered(rows(1L)).takes(1);
    walk.answered(rows(1L)).takes(0);
    assertThat(facts(walk).diagnosis()).map(one -> one.at().node()).contains("proven");
    assertThat(facts(walk).diagnosis()).map(Diagnosis::when).contains(at(5));

    walk.goesBackTo("believed").confirms("restart");
    assertThat(facts(walk).diagnosis()).map(one -> one.at().node()).contains("believed");
    assertThat(facts(walk).diagnosis()).map(Diagnosis::when).contains(at(7));
  }

  @Test
  void itIsMitigatedWhicheverWayLedToPrevention() {
    assertThat(facts(walk().answered(rows(0L)).takes(0)).mitigated()).contains(at(1));
    assertThat(facts(atBelieved().confirms("restart").finishes()).mitigated()).contains(at(3));
  }

  @Test
  void itIsMitigatedOnlyAsLongAsTheRunStaysAtPrevention() {
    HandWalk walk = walk().answered(rows(0L)).takes(0).goesBackTo("look");
    assertThat(facts(walk).mitigated()).isEmpty();
    assertThat(walk.run().incidentState()).isEqualTo(IncidentState.OPEN);

    walk.answered(rows(0L)).takes(0).ends(Outcome.RESOLVED);
    assertThat(facts(walk).mitigated()).contains(at(3));
  }

  @Test
  void aReopeningAtPreventionDoesNotMitigateAgain() {
    HandWalk walk = walk().answered(rows(0L)).takes(0).ends(Outcome.RESOLVED).reopens();
    assertThat(facts(walk).mitigated()).contains(at(1));
    assertThat(facts(walk).ended()).isEmpty();
    assertThat(walk.run().incidentState()).isEqualTo(IncidentState.MITIGATED);
  }

  @Test
  void whatIsEscalatedAfterAllIsNotMitigated() {
    HandWalk walk = walk().answered(rows(0L)).takes(0).escalates().ends(Outcome.NOT_COVERED);
    assertThat(facts(walk).mitigated()).isEmpty();
    assertThat(facts(walk).covered()).contains(false);
    assertThat(walk.run().incidentState()).isEqualTo(IncidentState.NOT_COVERED);
    Gap gap = facts(walk).gap().orElseThrow();
    assertThat(gap.at().visit()).as("before the escalation").isEqualTo(2);
    assertThat(gap.reason()).as("why it was escalated").isPresent();
    assertThat(facts(walk).sentences()).contains(gap.sentence());
  }

  @Test
  void whatIsSaidAfterTheEndDoesNotMoveIt() {
    HandWalk walk = walk().answered(rows(0L)).takes(0).ends(Outcome.RESOLVED);
    walk.notesAt(1, "seen before").misleads(1);
    assertThat(facts(walk).ended()).contains(at(2));
    assertThat(facts(walk).feedback()).hasSize(1);
  }

  @Test
  void anotherBranchThanTheProposedOneIsAnOverride() {
    Deviation deviation = only(walk().answered(rows(0L)).takes(3, "I know better"));
    assertThat(deviation.isOverride()).isTrue();
    assertThat(deviation.reason()).contains("I know better");
    assertThat(deviation.by()).isEqualTo(HandWalk.KIM);
    assertThat(deviation.at()).isEqualTo(new Place(1, 1, "look", "look"));
  }

  @Test
  void aBranchWhereNothingWasProposedIsADeviationButNoOverride() {
    Deviation deviation = only(walk().answered(failed()).takes(3, "no answer"));
    assertThat(deviation.isOverride()).isFalse();
    assertThat(deviation.sentence()).contains("proposed nothing").endsWith(": no answer.");
  }

  @Test
  void aCauseConfirmedAgainstItsEvidenceIsAnOverride() {
    HandWalk walk = walk().answered(rows(1L)).takes(1).answered(rows(0L));
    Deviation deviation = only(walk.confirms("mend", "the log says so"));
    assertThat(deviation.isOverride()).isTrue();
    assertThat(deviation.taken()).isEqualTo("mend");
    assertThat(facts(walk).diagnosis()).map(Diagnosis::when).contains(at(2));
  }

  @Test
  void anOverriddenVerificationSaysWhoDidIt() {
    HandWalk walk = atBelieved().confirms("mend").finishes().answered(rows(1L));
    Deviation deviation = only(walk.takes(0, "it works for me"));
    assertThat(deviation.at().node()).isEqualTo("mend");
    assertThat(deviation.by()).isEqualTo(HandWalk.KIM);
  }

  @Test
  void goingBackMarksADeadEnd() {
    HandWalk walk = atBelieved().goesBackTo("look");
    assertThat(facts(walk).deadEnds())
        .containsExactly(
            new DeadEnd(new Place(1, 2, "believed", "believed"), "look", Optional.of("not here")));
  }

  @Test
  void queriesThatFailedOrGaveAPartAreTroubles() {
    HandWalk walk =
        walk()
            .answered(failed())
            .does(dev.waymark.runbooks.run.RunInput.AskAgain::new)
            .answered(partial(7L));
    assertThat(facts(walk).troubles())
        .extracting(QueryTrouble::kind)
        .containsExactly(QueryTrouble.Kind.FAILED, QueryTrouble.Kind.PARTIAL);
    StepFacts step = walk.facts().steps().getFirst();
    assertThat(step.asked()).isEqualTo(2);
    assertThat(step.failures()).hasSize(1);
  }

  @Test
  void aQueryThatLackedAValueWasNotAsked() {
    Tree tree =
        TreeBuilder.entry("lacking")
            .remembers("host")
            .query("look", check("T | where Host == host", "host").otherwise(State.UNKNOWN, "ask"))
            .question("ask", "Yes", "look")
            .build();
    StepFacts step = HandWalk.of(tree).facts().steps().getFirst();
    assertThat(step.visit().attempts()).hasSize(1);
    assertThat(step.asked()).isZero();
  }

  @Test
  void aVisitLastsFromArrivalUntilItIsLeft() {
    HandWalk walk = atBelieved().notesAt(1, "slow").confirms("restart").finishes();
    List<StepFacts> steps = walk.facts().steps();
    assertThat(steps)
        .extracting(step -> step.at().node())
        .containsExactly("look", "believed", "restart", "prevention");
    assertThat(steps.get(1).arrived()).isEqualTo(at(1));
    assertThat(steps.get(1).lasted()).contains(Duration.ofMinutes(2));
    assertThat(steps.get(3).lasted()).isEmpty();
  }

  @Test
  void aCommentBelongsToTheStepThatItIsAbout() {
    HandWalk walk = walk().answered(rows(7L)).takes(3).escalates().notesAt(1, "a").notesAt(3, "b");
    assertThat(walk.facts().comments())
        .extracting(comment -> comment.at().node())
        .containsExactly("look", "escalation");
    assertThat(walk.facts().changes())
        .extracting(RunChange::kind)
        .containsExactly(RunChange.Kind.ESCALATION);
  }

  @Test
  void aRunThatGoesOnElsewhereEndsNothing() {
    HandWalk first = walk().answered(rows(7L)).takes(3).replies(1);
    assertThat(facts(first).outcome()).contains(Outcome.CONTINUED);
    assertThat(facts(first).ended()).isEmpty();
    assertThat(first.facts().ended()).contains(at(2));
  }

  @Test
  void theCauseOfAnEarlierRunStandsUntilAnotherOneIsConfirmed() {
    HandWalk first = atBelieved().confirms("restart").finishes().ends(Outcome.RESOLVED);
    HandWalk second = new HandWalk(TREE, 2, 10, HandWalk.KIM);
    IncidentFacts facts = facts(first, second);
    assertThat(facts.diagnosis()).map(Diagnosis::when).contains(at(2));
    assertThat(facts.mitigated()).as("the last run says it doesn't work yet").isEmpty();
    assertThat(facts.ended()).isEmpty();
  }

  @Test
  void theFirstDeedOfAPersonAcknowledges() {
    HandWalk opened = new HandWalk(TREE, 1, 0, Actor.ENGINE).answered(rows(2L));
    assertThat(facts(opened).acknowledged()).isEmpty();
    opened.takes(2);
    assertThat(facts(opened).acknowledged()).contains(at(1));
    assertThat(IncidentFacts.of(Optional.of(at(0)), List.of(opened.run())).acknowledged())
        .contains(at(0));
  }

  private static Deviation only(HandWalk walk) {
    assertThat(facts(walk).deviations()).hasSize(1);
    return facts(walk).deviations().getFirst();
  }
}
