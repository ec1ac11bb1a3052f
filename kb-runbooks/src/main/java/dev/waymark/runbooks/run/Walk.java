package dev.waymark.runbooks.run;

import dev.waymark.model.entry.Verification;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.condition.Bindings;
import dev.waymark.runbooks.condition.Value;
import dev.waymark.runbooks.query.Binding;
import dev.waymark.runbooks.run.Reaction.Accepted;
import dev.waymark.runbooks.run.Reaction.Refusal;
import dev.waymark.runbooks.run.Reaction.Refused;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.RememberedValue;
import dev.waymark.runbooks.tree.Tree;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events that follow from one input, gathered one by one: each is folded at once, so that the
 * next is decided on the state after it.
 */
final class Walk {
  private final Tree tree;
  private final List<RunEvent> events = new ArrayList<>();
  private RunState state;
  private Optional<String> misfit = Optional.empty();

  private Walk(Tree tree, RunState state) {
    this.tree = tree;
    this.state = state;
  }

  /** From a state on. */
  static Walk from(Tree tree, RunState state) {
    return new Walk(tree, state);
  }

  /** From a run's first event on. */
  static Reaction begin(Tree tree, RunEvent.Started started) {
    return switch (Fold.begin(tree, started)) {
      case FoldResult.Fits(RunState state) -> {
        Walk walk = new Walk(tree, state);
        walk.events.add(started);
        yield walk.arrive().reaction();
      }
      case FoldResult.Misfit(String why) ->
          new Refused(
              Refusal.NOT_POSSIBLE, why, "Choose a step of the entry, or start at its root.");
    };
  }

  RunState state() {
    return state;
  }

  /** Adds an event. */
  Walk then(RunEvent event) {
    if (misfit.isPresent()) {
      return this;
    }
    switch (Fold.apply(tree, state, event)) {
      case FoldResult.Fits(RunState next) -> {
        events.add(event);
        state = next;
      }
      case FoldResult.Misfit(String why) -> misfit = Optional.of(why);
    }
    return this;
  }

  /** Keeps when an action was carried out, to the millisecond. */
  Walk carriedOut(Instant at) {
    return then(
        new RunEvent.ValueRemembered(
            state.current().number(), Verification.SINCE, at.truncatedTo(ChronoUnit.MILLIS)));
  }

  /** Asks what the node asks on arrival; an action asks when its list is done. */
  Walk arrive() {
    if (!state.isLive() || misfit.isPresent()) {
      return this;
    }
    return node().flatMap(Node::asksOnArrival).map(this::ask).orElse(this);
  }

  /** Asks a check's query, or says why it can't be asked. */
  Walk ask(CompiledCheck check) {
    return ask(check, Map.of());
  }

  /** Asks it with parameters that are others this once. */
  Walk ask(CompiledCheck check, Map<String, String> changed) {
    int visit = state.current().number();
    Map<String, Object> parameters = ScopeSwitch.parameters(tree, state, changed);
    return then(
        switch (Binding.of(check, parameters, state.remembered())) {
          case Binding.Bound bound ->
              new RunEvent.QueryAsked(visit, ScopeSwitch.mark(bound.query(), changed));
          case Binding.Unbound unbound ->
              PatternEvaluation.nothing(
                  visit,
                  check,
                  "The query wasn't sent: %s. %s".formatted(unbound.message(), unbound.hint()));
        });
  }

  /** Takes in an answer and judges it. */
  Walk receive(CompiledCheck check, Answer answer) {
    int visit = state.current().number();
    return switch (answer) {
      case Answer.Complete complete -> {
        then(new RunEvent.Answered(visit, complete));
        yield judge(check, complete);
      }
      case Answer.Partial partial -> {
        String why =
            "The answer is partial, and nothing is proposed on a part: %s"
                .formatted(partial.reason());
        yield then(new RunEvent.Answered(visit, partial))
            .then(PatternEvaluation.nothing(visit, check, why));
      }
      case Answer.Failed failed -> {
        String why = "There is no answer: %s".formatted(failed.message());
        yield then(new RunEvent.QueryFailed(visit, failed))
            .then(PatternEvaluation.nothing(visit, check, why));
      }
    };
  }

  private Walk judge(CompiledCheck check, Answer.Complete answer) {
    List<String> forgotten = remember(check, answer);
    int visit = state.current().number();
    return then(
        withForgotten(
            PatternEvaluation.of(visit, check, bindings(answer), answer.provenance().at()),
            forgotten));
  }

  /** Takes in a value from a person: what has waited for it is asked, or judged anew. */
  Walk give(String name, Object value) {
    Optional<Attempt> last = state.current().attempt();
    then(new RunEvent.ValueGiven(state.current().number(), name, value));
    Optional<CompiledCheck> check = node().flatMap(Node::asks);
    if (last.isEmpty() || check.isEmpty() || misfit.isPresent()) {
      return this;
    }
    if (last.get().isUnsent()) {
      return ask(check.get());
    }
    return Fold.isJudgedAnew(node().orElseThrow(), last.get(), name)
            && last.get().answer().orElseThrow() instanceof Answer.Complete complete
        ? judge(check.get(), complete)
        : this;
  }

  /** The run goes on in another entry, if the last branch led there. */
  Walk endIfLeft() {
    if (state.isLive() || misfit.isPresent()) {
      return this;
    }
    return end(Outcome.CONTINUED, Optional.empty());
  }

  Walk end(Outcome outcome, Optional<String> reason) {
    return then(new RunEvent.Ended(state.current().number(), outcome, state.cause(), reason));
  }

  Reaction reaction() {
    return misfit
        .<Reaction>map(
            why ->
                new Refused(
                    Refusal.NOT_POSSIBLE,
                    why,
                    "The entry's tree is another one than this run's; start a new run."))
        .orElseGet(() -> new Accepted(events, state));
  }

  private Optional<Node> node() {
    return tree.node(state.current().node());
  }

  private Bindings bindings(Answer.Complete answer) {
    return bindings(tree, state, answer.table());
  }

  /** What conditions see of an answer at the visit where a run is. */
  static Bindings bindings(Tree tree, RunState state, Table table) {
    Map<String, String> changed = state.current().attempt().map(Attempt::changed).orElse(Map.of());
    return new Bindings(table, ScopeSwitch.parameters(tree, state, changed), state.remembered());
  }

  /** Remembers what can be, and tells what can't. */
  private List<String> remember(CompiledCheck check, Answer.Complete answer) {
    List<String> forgotten = new ArrayList<>();
    for (RememberedValue remember : check.remembers()) {
      switch (remember.from().value(bindings(answer))) {
        case Value.Found found ->
            then(
                new RunEvent.ValueRemembered(
                    state.current().number(), remember.name(), found.value()));
        case Value.Missing missing ->
            forgotten.add("`%s` isn't remembered: %s".formatted(remember.name(), missing.reason()));
      }
    }
    return forgotten;
  }

  private static RunEvent.BranchProposed withForgotten(
      RunEvent.BranchProposed proposal, List<String> forgotten) {
    if (forgotten.isEmpty()) {
      return proposal;
    }
    return new RunEvent.BranchProposed(
        proposal.visit(),
        proposal.patterns(),
        proposal.branch(),
        proposal.why() + "; " + String.join("; ", forgotten),
        proposal.finding());
  }
}
