package dev.waymark.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.IncidentState;
import dev.waymark.model.run.Destination;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.record.Diagnosis;
import dev.waymark.runbooks.record.EventSentence;
import dev.waymark.runbooks.record.IncidentFacts;
import dev.waymark.runbooks.record.KnownNames;
import dev.waymark.runbooks.record.RecordedEvent;
import dev.waymark.runbooks.record.RecordedRun;
import dev.waymark.runbooks.record.RunFacts;
import dev.waymark.runbooks.record.RunNames;
import dev.waymark.runbooks.record.StepFacts;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.scenario.ScenarioWalk;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The record that a walk leaves, an event a second, and what everybody reads from it. */
final class RecordOfWalk {
  private static final Instant BEGINNING = Instant.parse("2026-11-21T02:00:00Z");

  private final Tree tree;
  private final RunState state;
  private final List<RecordedEvent> events = new ArrayList<>();
  private final IncidentFacts facts;
  private final RunFacts run;

  RecordOfWalk(Tree tree, ScenarioWalk walk) {
    this.tree = tree;
    this.state = walk.state().orElseThrow();
    for (RunEvent event : walk.events()) {
      events.add(
          new RecordedEvent(
              events.size() + 1,
              BEGINNING.plusSeconds(events.size()),
              events.isEmpty() ? Actor.person("kim") : Actor.ENGINE,
              event));
    }
    this.facts =
        IncidentFacts.of(Optional.empty(), List.of(new RecordedRun(1, tree, state, events)));
    this.run = facts.runs().getFirst();
  }

  void isReadAlikeByAll() {
    endsLikeTheState();
    countsWhatTheLogHas();
    leavesNoTimeOut();
    goesWhereTheEventsLead();
    hasASentenceForEachEvent();
    assertThat(facts.deviations()).as("a scenario takes what is proposed").isEmpty();
    assertThat(facts.deadEnds()).as("a scenario never goes back").isEmpty();
    assertThat(facts.acknowledged()).contains(BEGINNING);
  }

  private void endsLikeTheState() {
    assertThat(facts.diagnosis()).map(one -> one.at().node()).isEqualTo(state.cause());
    assertThat(facts.outcome()).isEqualTo(state.outcome());
    IncidentState stands = IncidentState.after(state.outcome().orElseThrow());
    assertThat(facts.ended().isPresent()).isNotEqualTo(stands.isActive());
    boolean isAtPrevention =
        tree.node(state.current().node()).orElseThrow() instanceof Node.PreventionNode;
    assertThat(facts.mitigated().isPresent()).isEqualTo(isAtPrevention);
    facts
        .mitigated()
        .ifPresent(
            at -> {
              assertThat(at).isEqualTo(run.steps().getLast().arrived());
              assertThat(facts.diagnosis().map(Diagnosis::when)).isNotEqualTo(facts.mitigated());
            });
  }

  private void countsWhatTheLogHas() {
    assertThat(run.steps().stream().mapToInt(StepFacts::asked).sum())
        .isEqualTo(count(RunEvent.QueryAsked.class));
    assertThat(run.steps().stream().mapToInt(step -> step.failures().size()).sum())
        .isEqualTo(count(RunEvent.QueryFailed.class));
    assertThat(run.steps()).map(step -> step.at().node()).isEqualTo(nodes());
  }

  private void leavesNoTimeOut() {
    Duration all =
        run.steps().stream()
            .map(step -> step.lasted().orElseThrow())
            .reduce(Duration.ZERO, Duration::plus);
    Instant left = run.steps().getLast().left().orElseThrow().when();
    assertThat(all).isEqualTo(Duration.between(BEGINNING, left));
    assertThat(run.ended()).contains(events.getLast().at());
  }

  private void goesWhereTheEventsLead() {
    for (RecordedEvent recorded : events) {
      RunEvent event = recorded.event();
      event
          .destination()
          .flatMap(Destination::node)
          .ifPresent(
              next -> assertThat(state.visit(event.visit() + 1)).map(Visit::node).contains(next));
    }
  }

  private void hasASentenceForEachEvent() {
    RunNames names = new RunNames(Optional.of(tree), Optional.of(state), KnownNames.AS_RECORDED);
    for (RecordedEvent recorded : events) {
      assertThat(EventSentence.of(names, recorded.event()).text())
          .as("it names what was proposed, taken and answered")
          .doesNotContainPattern("“(branch|answer) \\d+”");
      assertThat(names.nodeOf(recorded.event()))
          .contains(nodes().get(recorded.event().visit() - 1));
    }
  }

  private List<String> nodes() {
    return state.visits().stream().map(Visit::node).toList();
  }

  private int count(Class<? extends RunEvent> kind) {
    return (int) events.stream().filter(recorded -> kind.isInstance(recorded.event())).count();
  }
}
