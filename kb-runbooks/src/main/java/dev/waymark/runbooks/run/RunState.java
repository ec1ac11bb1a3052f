package dev.waymark.runbooks.run;

import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.Request;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.WorldChange;
import dev.waymark.runbooks.run.Visit.Departure;
import dev.waymark.runbooks.tree.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a run stands, as its events say.
 *
 * @param parameters in the order of the front matter
 * @param visits in the order of arrival; the last one is where the run is, or was when it ended
 * @param remembered in the order in which they were first remembered
 * @param given the names of those remembered values that a person gave
 * @param cause the id of the cause confirmed last
 * @param outcome empty while the run goes on
 * @param request what is needed next; empty once the run has ended
 */
public record RunState(
    Map<String, Object> parameters,
    Optional<String> scenario,
    List<Visit> visits,
    Map<String, Object> remembered,
    Set<String> given,
    Optional<String> cause,
    Optional<Outcome> outcome,
    Optional<Request> request) {
  public RunState {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    remembered = Collections.unmodifiableMap(new LinkedHashMap<>(remembered));
    visits = List.copyOf(visits);
    given = Set.copyOf(given);
    if (visits.isEmpty()) {
      throw new IllegalArgumentException("a run begins with a visit");
    }
  }

  /** Whether the run goes on. */
  public boolean isLive() {
    return request.isPresent();
  }

  /** A visit by its number, if there is one. */
  public Optional<Visit> visit(int number) {
    return number < 1 || number > visits.size()
        ? Optional.empty()
        : Optional.of(visits.get(number - 1));
  }

  /** Where the run is, or was when it ended. */
  public Visit current() {
    return visits.get(visits.size() - 1);
  }

  /** Which of the run's visits of its node the current one is, from 1. */
  public int stay() {
    return (int) visits.stream().filter(visit -> visit.node().equals(current().node())).count();
  }

  /** What has happened that may have changed what is asked about, in order. */
  public List<WorldChange> turns() {
    return WorldChanges.of(visits);
  }

  static RunState begun(RunEvent.Started started, Node at) {
    Visit first = Visit.arrival(1, started.at());
    return new RunState(
            started.parameters(),
            started.scenario(),
            List.of(first),
            Map.of(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty())
        .awaiting(at);
  }

  /** With another last visit, which is at the given node. */
  RunState changing(Visit current, Node at) {
    List<Visit> changed = new ArrayList<>(visits);
    changed.set(changed.size() - 1, current);
    return with(changed, outcome).awaiting(at);
  }

  /** The last visit has ended, and nothing follows yet. */
  RunState leaving(Departure departure) {
    List<Visit> changed = new ArrayList<>(visits);
    changed.set(changed.size() - 1, current().leaving(departure));
    return with(changed, outcome);
  }

  /** In a new visit, with the outcome that the run may have had forgotten. */
  RunState arriving(Node at) {
    List<Visit> changed = new ArrayList<>(visits);
    changed.add(Visit.arrival(visits.size() + 1, at.id()));
    return with(changed, Optional.empty()).awaiting(at);
  }

  RunState remembering(String name, Object value) {
    return knowing(name, value, false);
  }

  /** With a value that a person gave. */
  RunState giving(String name, Object value) {
    return knowing(name, value, true);
  }

  private RunState knowing(String name, Object value, boolean byHand) {
    Map<String, Object> changed = new LinkedHashMap<>(remembered);
    changed.put(name, value);
    Set<String> byHands = new HashSet<>(given);
    byHands.remove(name);
    if (byHand) {
      byHands.add(name);
    }
    return new RunState(parameters, scenario, visits, changed, byHands, cause, outcome, request);
  }

  RunState confirming(String confirmed) {
    return new RunState(
        parameters, scenario, visits, remembered, given, Optional.of(confirmed), outcome, request);
  }

  RunState ending(Outcome end) {
    return with(visits, Optional.of(end));
  }

  private RunState awaiting(Node at) {
    return new RunState(
        parameters, scenario, visits, remembered, given, cause, outcome, Optional.of(wanted(at)));
  }

  /** What is needed next at the node where the run is. */
  private Request wanted(Node at) {
    Visit visit = current();
    int number = visit.number();
    return switch (at) {
      case Node.QueryNode _ -> asked(visit);
      case Node.QuestionNode _ -> new Request.Reply(number, at.id());
      case Node.CauseNode believed when believed.evidence().isPresent() -> asked(visit);
      case Node.CauseNode _ -> new Request.Confirm(number, at.id());
      case Node.ActionNode _ when visit.asksPerson() -> new Request.Reply(number, at.id());
      case Node.ActionNode _ when visit.attempts().isEmpty() ->
          new Request.CarryOut(number, at.id());
      case Node.ActionNode _ -> asked(visit);
      case Node.EscalationNode _ ->
          new Request.Close(
              number, at.id(), cause.isPresent() ? Outcome.ESCALATED : Outcome.NOT_COVERED);
      case Node.PreventionNode _ -> new Request.Close(number, at.id(), Outcome.RESOLVED);
    };
  }

  private Request asked(Visit visit) {
    return visit
        .attempt()
        .filter(Attempt::isAwaited)
        .<Request>map(
            attempt ->
                new Request.Ask(visit.number(), visit.node(), stay(), attempt.query(), turns()))
        .orElseGet(() -> new Request.Decide(visit.number(), visit.node(), visit.proposedBranch()));
  }

  private RunState with(List<Visit> newVisits, Optional<Outcome> newOutcome) {
    return new RunState(
        parameters, scenario, newVisits, remembered, given, cause, newOutcome, Optional.empty());
  }
}
