package dev.waymark.runbooks.run;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.entry.Parameter;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Destination;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.RunEventVisitor;
import dev.waymark.runbooks.query.Binding;
import dev.waymark.runbooks.run.Folded.Fits;
import dev.waymark.runbooks.run.Folded.Misfit;
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
final class Fold implements RunEventVisitor<Folded> {
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
  static Folded begin(Tree tree, RunEvent first) {
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
        .<Folded>map(at -> new Fits(RunState.begun(ordered, at)))
        .orElseGet(() -> noNode(started.at()));
  }

  /** The state after a further event. */
  static Folded apply(Tree tree, RunState state, RunEvent event) {
    return tree.node(state.current().node())
        .map(node -> event.accept(new Fold(tree, state, node)))
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

  @Override
  public Folded visitStarted(RunEvent.Started event) {
    return new Misfit("the run has started already");
  }

  @Override
  public Folded visitQueryAsked(RunEvent.QueryAsked event) {
    return here(event.visit(), () -> check(check -> trying(check, event.query())));
  }

  @Override
  public Folded visitAnswered(RunEvent.Answered event) {
    return answer(event.visit(), event.answer());
  }

  @Override
  public Folded visitQueryFailed(RunEvent.QueryFailed event) {
    return answer(event.visit(), event.failure());
  }

  @Override
  public Folded visitBranchProposed(RunEvent.BranchProposed event) {
    return here(event.visit(), () -> check(check -> propose(check, event)));
  }

  @Override
  public Folded visitValueRemembered(RunEvent.ValueRemembered event) {
    return here(
        event.visit(),
        () -> {
          RunState remembering = state.remembering(event.name(), event.value());
          return node.kind() == NodeKind.ACTION && event.value() instanceof Instant at
              ? new Fits(remembering.changing(current.doneAt(at), node))
              : new Fits(remembering);
        });
  }

  @Override
  public Folded visitBranchTaken(RunEvent.BranchTaken event) {
    return here(
        event.visit(),
        () ->
            node.kind() == NodeKind.ACTION
                ? misfit("is an action now")
                : check(
                    check ->
                        branch(
                            check,
                            event.branch(),
                            event.to(),
                            new Departure.ByBranch(
                                event.branch(), event.proposed(), event.reason(), event.to()))));
  }

  @Override
  public Folded visitVerified(RunEvent.Verified event) {
    return here(
        event.visit(),
        () -> isAction(event.action()) ? verified(event) : misfit("is no action any more"));
  }

  private Folded verified(RunEvent.Verified event) {
    return node.verdict().isPresent()
        ? reply(event.branch(), event.to())
        : check(
            check ->
                branch(
                    check,
                    event.branch(),
                    event.to(),
                    new Departure.ByBranch(
                        event.branch(), event.proposed(), event.reason(), event.to())));
  }

  private Folded reply(int answer, Destination to) {
    if (!isIndex(answer, node.options())) {
      return misfit("has no answer " + (answer + 1) + " any more");
    }
    return leadsTo(node.options().get(answer).to(), to, new Departure.ByReply(answer, to));
  }

  @Override
  public Folded visitCarriedOut(RunEvent.CarriedOut event) {
    return here(
        event.visit(),
        () ->
            isAction(event.action()) && node.verdict().isPresent() && !current.asksPerson()
                ? changing(current.askingPerson())
                : misfit("is no action that a person verifies any more"));
  }

  @Override
  public Folded visitQuestionAnswered(RunEvent.QuestionAnswered event) {
    return here(
        event.visit(),
        () ->
            node.kind() == NodeKind.QUESTION
                ? reply(event.answer(), event.to())
                : misfit("is no question any more"));
  }

  @Override
  public Folded visitCauseConfirmed(RunEvent.CauseConfirmed event) {
    return here(
        event.visit(),
        () -> {
          if (node.kind() != NodeKind.CAUSE || !node.id().equals(event.cause())) {
            return misfit("is no cause any more");
          }
          if (!node.actions().contains(event.action())) {
            return misfit("has no resolution `" + event.action() + "` any more");
          }
          var departure = new Departure.ByConfirming(event.action(), event.reason());
          return enter(
              state.confirming(node.id()), departure, new Destination.Node(event.action()));
        });
  }

  @Override
  public Folded visitActionTicked(RunEvent.ActionTicked event) {
    return here(
        event.visit(),
        () ->
            isIndex(event.item(), node.items())
                ? changing(current.ticking(event.item(), event.done()))
                : misfit("has no item " + (event.item() + 1) + " any more"));
  }

  @Override
  public Folded visitActionDone(RunEvent.ActionDone event) {
    return here(
        event.visit(),
        () ->
            isAction(event.action()) && node.asks().isEmpty() && node.verdict().isEmpty()
                ? enter(state, new Departure.ByDoing(event.to()), event.to())
                : misfit("is no action without verification any more"));
  }

  @Override
  public Folded visitReturned(RunEvent.Returned event) {
    return here(
        event.visit(),
        () ->
            state.visits().stream().anyMatch(visit -> visit.node().equals(event.to()))
                ? enter(
                    state,
                    new Departure.ByReturning(event.to(), event.reason()),
                    new Destination.Node(event.to()))
                : new Misfit("`" + event.to() + "` was never visited"));
  }

  @Override
  public Folded visitEscalated(RunEvent.Escalated event) {
    return here(
        event.visit(),
        () -> {
          RunState left = state.leaving(new Departure.ByEscalating(event.reason()));
          return new Fits(Landmarks.escalation(tree).map(left::arriving).orElse(left));
        });
  }

  @Override
  public Folded visitNoteAdded(RunEvent.NoteAdded event) {
    return anywhere(event.visit());
  }

  @Override
  public Folded visitFeedbackGiven(RunEvent.FeedbackGiven event) {
    return anywhere(event.visit());
  }

  @Override
  public Folded visitHandedOver(RunEvent.HandedOver event) {
    return anywhere(event.visit());
  }

  @Override
  public Folded visitReopened(RunEvent.Reopened event) {
    return event.visit() == current.number() && !state.isLive()
        ? new Fits(state.arriving(node))
        : new Misfit("the run hasn't ended");
  }

  @Override
  public Folded visitEnded(RunEvent.Ended event) {
    if (event.visit() != current.number() || state.outcome().isPresent()) {
      return new Misfit("the run has gone on, or has ended already");
    }
    RunState left =
        current.left().isPresent() ? state : state.leaving(new Departure.ByEnding(event.outcome()));
    return new Fits(left.ending(event.outcome()));
  }

  private Folded here(int visit, Supplier<Folded> then) {
    if (!state.isLive()) {
      return new Misfit("the run has ended");
    }
    return visit == current.number()
        ? then.get()
        : new Misfit("the run is at step " + current.number());
  }

  private Folded anywhere(int visit) {
    return state.visit(visit).isPresent()
        ? new Fits(state)
        : new Misfit("there is no step " + visit);
  }

  private Folded check(Function<CompiledCheck, Folded> then) {
    return node.asks().map(then).orElseGet(() -> misfit("asks no query any more"));
  }

  private Folded trying(CompiledCheck check, BoundQuery query) {
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

  private Folded answer(int visit, Answer answer) {
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
  private Folded propose(CompiledCheck check, RunEvent.BranchProposed proposal) {
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

  private Folded branch(CompiledCheck check, int index, Destination to, Departure departure) {
    if (!isIndex(index, check.branches())) {
      return misfit("has no branch " + (index + 1) + " any more");
    }
    return check
        .branches()
        .get(index)
        .to()
        .map(now -> leadsTo(now, to, departure))
        .orElseGet(() -> misfit("asks again there now, and led to " + Landmarks.name(to)));
  }

  private Folded leadsTo(Destination now, Destination then, Departure departure) {
    if (!now.equals(then)) {
      return misfit(
          "leads to " + Landmarks.name(now) + " there now, and led to " + Landmarks.name(then));
    }
    boolean believed = now.node().filter(node.actions()::contains).isPresent();
    return enter(believed ? state.confirming(node.id()) : state, departure, then);
  }

  private Folded enter(RunState from, Departure departure, Destination to) {
    RunState left = from.leaving(departure);
    return switch (to) {
      case Destination.OtherEntry _ -> new Fits(left);
      case Destination.Node(String id) ->
          tree.node(id)
              .<Folded>map(next -> new Fits(left.arriving(next)))
              .orElseGet(() -> noNode(id));
    };
  }

  private boolean isAction(String id) {
    return node.kind() == NodeKind.ACTION && node.id().equals(id);
  }

  private Folded changing(Visit visit) {
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
