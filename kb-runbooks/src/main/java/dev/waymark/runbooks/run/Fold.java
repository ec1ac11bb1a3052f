package dev.waymark.runbooks.run;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.entry.Parameter;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Destination;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.StepFinding;
import dev.waymark.runbooks.query.Binding;
import dev.waymark.runbooks.run.FoldResult.Fits;
import dev.waymark.runbooks.run.FoldResult.Misfit;
import dev.waymark.runbooks.run.Visit.Departure;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The state after one more event. An event that doesn't fit the tree is told, never thrown. */
final class Fold {
  private final Tree tree;
  private final RunState state;
  private final Visit current;
  private final Node node;

  private Fold(Tree tree, RunState state, Node node) {
    this.tree = tree;
    this.state = state;
    this.current = state.current();
    this.node = node;
  }

  /** The state after a run's first event. */
  static FoldResult begin(Tree tree, RunEvent first) {
    if (!(first instanceof RunEvent.Started started)) {
      return new Misfit("a run begins with its start");
    }
    if (!started.entryId().equals(tree.entry().id())) {
      return new Misfit("the run walks the entry `" + started.entryId() + "`");
    }
    RunEvent.Started ordered =
        new RunEvent.Started(
            started.entryId(),
            started.entryHash(),
            inOrder(tree, started.parameters()),
            started.scenario(),
            started.scenarioHash(),
            started.at());
    return tree.node(started.at())
        .<FoldResult>map(at -> new Fits(RunState.begun(ordered, at)))
        .orElseGet(() -> noNode(started.at()));
  }

  /** The state after a further event. */
  static FoldResult apply(Tree tree, RunState state, RunEvent event) {
    return tree.node(state.current().node())
        .map(node -> new Fold(tree, state, node).after(event))
        .orElseGet(() -> noNode(state.current().node()));
  }

  private static Map<String, Object> inOrder(Tree tree, Map<String, Object> values) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (Parameter parameter : tree.entry().frontMatter().parameters()) {
      Optional.ofNullable(values.get(parameter.name()))
          .ifPresent(value -> ordered.put(parameter.name(), value));
    }
    values.forEach(ordered::putIfAbsent);
    return ordered;
  }

  private FoldResult after(RunEvent event) {
    return switch (event) {
      case RunEvent.Started _ -> new Misfit("the run has started already");
      case RunEvent.QueryAsked asked ->
          here(asked.visit(), () -> check(check -> trying(check, asked.query())));
      case RunEvent.Answered answered -> answer(answered.visit(), answered.answer());
      case RunEvent.QueryFailed failed -> answer(failed.visit(), failed.failure());
      case RunEvent.BranchProposed proposed ->
          here(proposed.visit(), () -> check(check -> propose(check, proposed)));
      case RunEvent.ValueRemembered remembered -> valueRemembered(remembered);
      case RunEvent.ValueGiven given -> here(given.visit(), () -> valueGiven(given));
      case RunEvent.BranchTaken taken ->
          here(
              taken.visit(),
              () ->
                  node.kind() == NodeKind.ACTION
                      ? misfit("is an action now")
                      : check(
                          check ->
                              branch(
                                  check,
                                  taken.branch(),
                                  taken.to(),
                                  new Departure.ByBranch(
                                      taken.branch(),
                                      taken.proposed(),
                                      taken.reason(),
                                      taken.to(),
                                      taken.finding()))));
      case RunEvent.Verified verified ->
          here(
              verified.visit(),
              () ->
                  isAction(verified.action())
                      ? verified(verified)
                      : misfit("isn't an action any more"));
      case RunEvent.CarriedOut carried ->
          here(
              carried.visit(),
              () ->
                  isAction(carried.action()) && node.verdict().isPresent() && !current.asksPerson()
                      ? changing(current.askingPerson())
                      : misfit("isn't an action that a person verifies any more"));
      case RunEvent.QuestionAnswered answered ->
          here(
              answered.visit(),
              () ->
                  node.kind() == NodeKind.QUESTION
                      ? reply(answered.answer(), answered.to(), answered.finding())
                      : misfit("isn't a question any more"));
      case RunEvent.CauseConfirmed confirmed -> causeConfirmed(confirmed);
      case RunEvent.ActionTicked ticked ->
          here(
              ticked.visit(),
              () ->
                  isIndex(ticked.item(), node.items())
                      ? changing(current.ticking(ticked.item(), ticked.done()))
                      : misfit("has no item " + (ticked.item() + 1) + " any more"));
      case RunEvent.ActionDone done ->
          here(
              done.visit(),
              () ->
                  isAction(done.action()) && node.asks().isEmpty() && node.verdict().isEmpty()
                      ? enter(state, new Departure.ByDoing(done.to()), done.to())
                      : misfit("isn't an action without verification any more"));
      case RunEvent.Returned returned ->
          here(
              returned.visit(),
              () ->
                  state.visits().stream().anyMatch(visit -> visit.node().equals(returned.to()))
                      ? enter(
                          state,
                          new Departure.ByReturning(returned.to(), returned.reason()),
                          new Destination.Node(returned.to()))
                      : new Misfit("`" + returned.to() + "` was never visited"));
      case RunEvent.Escalated escalated -> escalated(escalated);
      case RunEvent.NoteAdded note -> anywhere(note.visit());
      case RunEvent.FeedbackGiven given -> anywhere(given.visit());
      case RunEvent.HandedOver handed -> anywhere(handed.visit());
      case RunEvent.Reopened reopened ->
          reopened.visit() == current.number() && !state.isLive()
              ? new Fits(state.arriving(node))
              : new Misfit("the run hasn't ended");
      case RunEvent.Ended ended -> ended(ended);
    };
  }

  private FoldResult valueRemembered(RunEvent.ValueRemembered remembered) {
    return here(
        remembered.visit(),
        () -> {
          RunState remembering = state.remembering(remembered.name(), remembered.value());
          return node.kind() == NodeKind.ACTION && remembered.value() instanceof Instant at
              ? new Fits(remembering.changing(current.doneAt(at), node))
              : new Fits(remembering);
        });
  }

  /** An answer whose conditions use the value is judged anew. */
  private FoldResult valueGiven(RunEvent.ValueGiven given) {
    RunState giving = state.giving(given.name(), given.value());
    return current
        .attempt()
        .filter(attempt -> isJudgedAnew(node, attempt, given.name()))
        .map(attempt -> giving.changing(current.replacing(attempt.unjudged()), node))
        .<FoldResult>map(Fits::new)
        .orElseGet(() -> new Fits(giving));
  }

  /** Whether what an attempt's answer calls for depends on a value. */
  static boolean isJudgedAnew(Node node, Attempt attempt, String name) {
    return attempt.answer().filter(Answer.Complete.class::isInstance).isPresent()
        && node.asks().filter(check -> MissingValue.decides(check, name)).isPresent();
  }

  /** Whether a cause's evidence proposes one of its own resolutions; true if it asks for none. */
  static boolean isBorneOut(Node node, Visit visit) {
    return node.asks().stream()
        .allMatch(
            evidence ->
                visit
                    .proposedBranch()
                    .filter(branch -> branch < evidence.branches().size())
                    .flatMap(branch -> evidence.branches().get(branch).to())
                    .filter(node::isResolvedBy)
                    .isPresent());
  }

  private FoldResult verified(RunEvent.Verified event) {
    return node.verdict().isPresent()
        ? reply(event.branch(), event.to(), event.finding())
        : check(
            check ->
                branch(
                    check,
                    event.branch(),
                    event.to(),
                    new Departure.ByBranch(
                        event.branch(),
                        event.proposed(),
                        event.reason(),
                        event.to(),
                        event.finding())));
  }

  private FoldResult reply(int answer, Destination to, Optional<StepFinding> finding) {
    if (!isIndex(answer, node.options())) {
      return misfit("has no answer " + (answer + 1) + " any more");
    }
    return leadsTo(node.options().get(answer).to(), to, new Departure.ByReply(answer, to, finding));
  }

  private FoldResult causeConfirmed(RunEvent.CauseConfirmed confirmed) {
    return here(
        confirmed.visit(),
        () -> {
          if (node.kind() != NodeKind.CAUSE || !node.id().equals(confirmed.cause())) {
            return misfit("isn't a cause any more");
          }
          if (!node.actions().contains(confirmed.action())) {
            return misfit("has no resolution `" + confirmed.action() + "` any more");
          }
          var departure =
              new Departure.ByConfirming(
                  confirmed.action(), !isBorneOut(node, current), confirmed.reason());
          return enter(
              state.confirming(node.id()), departure, new Destination.Node(confirmed.action()));
        });
  }

  private FoldResult escalated(RunEvent.Escalated escalated) {
    return here(
        escalated.visit(),
        () -> {
          RunState left = state.leaving(new Departure.ByEscalating(escalated.reason()));
          return new Fits(WellKnownNodes.escalation(tree).map(left::arriving).orElse(left));
        });
  }

  private FoldResult ended(RunEvent.Ended ended) {
    if (ended.visit() != current.number() || state.outcome().isPresent()) {
      return new Misfit("the run has gone on, or has ended already");
    }
    RunState left =
        current.left().isPresent() ? state : state.leaving(new Departure.ByEnding(ended.outcome()));
    return new Fits(left.ending(ended.outcome()));
  }

  private FoldResult here(int visit, Supplier<FoldResult> then) {
    if (!state.isLive()) {
      return new Misfit("the run has ended");
    }
    return visit == current.number()
        ? then.get()
        : new Misfit("the run is at step " + current.number());
  }

  private FoldResult anywhere(int visit) {
    return state.visit(visit).isPresent()
        ? new Fits(state)
        : new Misfit("there is no step " + visit);
  }

  private FoldResult check(Function<CompiledCheck, FoldResult> then) {
    return node.asks().map(then).orElseGet(() -> misfit("asks no query any more"));
  }

  private FoldResult trying(CompiledCheck check, BoundQuery query) {
    return changing(
        current.trying(new Attempt(query, waited(check), Optional.empty(), Optional.empty())));
  }

  /** How long the last answer said to wait before the same is asked again. */
  private Optional<Duration> waited(CompiledCheck check) {
    return current
        .proposedBranch()
        .filter(branch -> isIndex(branch, check.branches()))
        .flatMap(branch -> check.branches().get(branch).askAgainAfter());
  }

  private FoldResult answer(int visit, Answer answer) {
    return here(
        visit,
        () ->
            current
                .attempt()
                .filter(Attempt::isAwaited)
                .map(attempt -> changing(current.replacing(attempt.answeredBy(answer))))
                .orElseGet(() -> new Misfit("no answer is awaited")));
  }

  /** A proposal after an answer, or one that says why the query couldn't be sent. */
  private FoldResult propose(CompiledCheck check, RunEvent.BranchProposed proposal) {
    boolean branchExists =
        proposal.branch().stream().allMatch(branch -> isIndex(branch, check.branches()));
    boolean patternsExist =
        proposal.patterns().stream().allMatch(result -> isIndex(result.branch(), check.branches()));
    if (!branchExists || !patternsExist) {
      return misfit("has fewer patterns now");
    }
    Optional<Attempt> answered =
        current.attempt().filter(a -> a.answer().isPresent() && a.proposal().isEmpty());
    if (answered.isPresent()) {
      return changing(current.replacing(answered.get().proposing(proposal)));
    }
    var unsent =
        new Attempt(
            Binding.asWritten(check.fence()),
            waited(check),
            Optional.empty(),
            Optional.of(proposal));
    return proposal.branch().isEmpty()
        ? changing(current.trying(unsent))
        : new Misfit("a branch was proposed without an answer");
  }

  private FoldResult branch(CompiledCheck check, int index, Destination to, Departure departure) {
    if (!isIndex(index, check.branches())) {
      return misfit("has no branch " + (index + 1) + " any more");
    }
    return check
        .branches()
        .get(index)
        .to()
        .map(now -> leadsTo(now, to, departure))
        .orElseGet(() -> misfit("asks again there now, and led to " + WellKnownNodes.name(to)));
  }

  private FoldResult leadsTo(Destination now, Destination then, Departure departure) {
    if (!now.equals(then)) {
      return misfit(
          "leads to "
              + WellKnownNodes.name(now)
              + " there now, and led to "
              + WellKnownNodes.name(then));
    }
    return enter(node.isResolvedBy(now) ? state.confirming(node.id()) : state, departure, then);
  }

  private FoldResult enter(RunState from, Departure departure, Destination to) {
    RunState left = from.leaving(departure);
    return switch (to) {
      case Destination.OtherEntry _ -> new Fits(left);
      case Destination.Node(String id) ->
          tree.node(id)
              .<FoldResult>map(next -> new Fits(left.arriving(next)))
              .orElseGet(() -> noNode(id));
    };
  }

  private boolean isAction(String id) {
    return node.kind() == NodeKind.ACTION && node.id().equals(id);
  }

  private FoldResult changing(Visit visit) {
    return new Fits(state.changing(visit, node));
  }

  private Misfit misfit(String what) {
    return new Misfit("`" + node.id() + "` " + what);
  }

  private static Misfit noNode(String id) {
    return new Misfit("there is no `" + id + "` any more");
  }

  private static boolean isIndex(int index, List<?> list) {
    return index >= 0 && index < list.size();
  }
}
